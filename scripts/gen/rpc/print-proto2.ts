import type {
  DescEnum,
  DescExtension,
  DescField,
  DescFile,
  DescMessage,
  DescOneof,
} from "@bufbuild/protobuf";
import { type FieldDescriptorProto, FieldDescriptorProto_Type } from "@bufbuild/protobuf/wkt";

const scalarNames: Partial<Record<FieldDescriptorProto_Type, string>> = {
  [FieldDescriptorProto_Type.DOUBLE]: "double",
  [FieldDescriptorProto_Type.FLOAT]: "float",
  [FieldDescriptorProto_Type.INT64]: "int64",
  [FieldDescriptorProto_Type.UINT64]: "uint64",
  [FieldDescriptorProto_Type.INT32]: "int32",
  [FieldDescriptorProto_Type.FIXED64]: "fixed64",
  [FieldDescriptorProto_Type.FIXED32]: "fixed32",
  [FieldDescriptorProto_Type.BOOL]: "bool",
  [FieldDescriptorProto_Type.STRING]: "string",
  [FieldDescriptorProto_Type.BYTES]: "bytes",
  [FieldDescriptorProto_Type.UINT32]: "uint32",
  [FieldDescriptorProto_Type.SFIXED32]: "sfixed32",
  [FieldDescriptorProto_Type.SFIXED64]: "sfixed64",
  [FieldDescriptorProto_Type.SINT32]: "sint32",
  [FieldDescriptorProto_Type.SINT64]: "sint64",
};

/**
 * Prints a proto2 file from its descriptor: messages, enums, one-ofs, extensions, reserved and extension ranges.
 * Comments and field options are not in the output; maps, groups and default values are not supported.
 */
export function printProto2(file: DescFile): string {
  const lines = ['syntax = "proto2";', "", `package ${file.proto.package};`, ""];
  for (const dependency of file.proto.dependency) lines.push(`import "${dependency}";`);
  for (const [extendee, extensions] of Map.groupBy(file.extensions, (e) => e.extendee.typeName)) {
    lines.push("", `extend ${extendee} {`, ...extensions.map((e) => `  ${printField(e)}`), "}");
  }
  for (const message of file.messages) lines.push("", ...printMessage(message));
  for (const enumeration of file.enums) lines.push("", ...printEnum(enumeration));
  return `${lines.join("\n")}\n`;
}

function printMessage(message: DescMessage): string[] {
  const { reservedRange, reservedName, extensionRange } = message.proto;
  const lines = [`message ${message.name} {`];
  for (const range of reservedRange) lines.push(`  reserved ${printRange(range.start, range.end - 1)};`);
  if (reservedName.length > 0) lines.push(`  reserved ${printNames(reservedName)};`);
  for (const member of message.members) lines.push(...printMember(member).map((line) => `  ${line}`));
  for (const range of extensionRange) lines.push(`  extensions ${printRange(range.start, range.end - 1)};`);
  return [...lines, "}"];
}

function printMember(member: DescField | DescOneof): string[] {
  if (member.kind === "field") return [printField(member)];
  return [
    `oneof ${member.name} {`,
    ...member.fields.map((field) => `  ${typeName(field.proto)} ${field.name} = ${field.number};`),
    "}",
  ];
}

function printField(field: DescField | DescExtension): string {
  const label = field.fieldKind === "list" ? "repeated" : "optional";
  return `${label} ${typeName(field.proto)} ${field.name} = ${field.number};`;
}

function typeName(field: FieldDescriptorProto): string {
  // Named types are absolute in descriptors: ".google.protobuf.Duration".
  return scalarNames[field.type] ?? field.typeName;
}

function printEnum(enumeration: DescEnum): string[] {
  const { reservedRange, reservedName } = enumeration.proto;
  return [
    `enum ${enumeration.name} {`,
    ...reservedRange.map((range) => `  reserved ${printRange(range.start, range.end)};`),
    ...(reservedName.length > 0 ? [`  reserved ${printNames(reservedName)};`] : []),
    ...enumeration.values.map((value) => `  ${value.name} = ${value.number};`),
    "}",
  ];
}

function printRange(first: number, last: number): string {
  if (first === last) return String(first);
  return `${first} to ${last >= 536_870_911 ? "max" : last}`;
}

function printNames(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}
