import { readFile } from "node:fs/promises";
import { fromBinary, fromJsonString } from "@bufbuild/protobuf";
import {
  type DescriptorProto,
  type EnumDescriptorProto,
  type FileDescriptorProto,
  type FileDescriptorSet,
  FileDescriptorSetSchema,
} from "@bufbuild/protobuf/wkt";
import { locate } from "../gen/rpc/locate.ts";
import type { ContractFinding } from "./finding.ts";
import type { OlderImage } from "./older-image.ts";

/** A message or an enum, reduced to what has numbers and names. */
interface NumberedType {
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly members: readonly { readonly name: string; readonly number: number }[];
  readonly reservedNames: readonly string[];
  isReserved(number: number): boolean;
}

/**
 * Finds fields and enum values that the older contracts had and the new ones don't, and whose number or name could be
 * given to something else: both must be `reserved`, also when the removal itself is allowed.
 */
export async function findUnreserved(image: string, older: OlderImage): Promise<readonly ContractFinding[]> {
  const [now, before] = await Promise.all([readImage(image), readImage(older.image)]);
  const present = new Map(listTypes(now).map((type) => [type.name, type]));
  return listTypes(before).flatMap((type) => {
    const successor = present.get(type.name);
    if (successor === undefined) return [];
    return type.members
      .filter(({ number }) => !successor.members.some((member) => member.number === number))
      .filter(({ name, number }) => !successor.isReserved(number) || !successor.reservedNames.includes(name))
      .map(({ name, number }) => ({
        path: successor.path,
        line: successor.line,
        rule: "waypost/reserve-removed",
        message: `The removed ${name} = ${number} of ${type.name} is not reserved (against ${older.label}).`,
        hint: `Write \`reserved ${number}; reserved "${name}";\` there, so that nothing else ever gets the number or the name.`,
      }));
  });
}

function listTypes(image: FileDescriptorSet): NumberedType[] {
  return image.file
    .filter((file) => file.package.startsWith("waypost."))
    .flatMap((file) => [
      ...file.messageType.flatMap((message, i) => listNested(file, message, file.package, [4, i])),
      ...file.enumType.map((one, i) => fromEnum(file, one, file.package, [5, i])),
    ]);
}

/** `at` is the place in the file's descriptor, by the field numbers of descriptor.proto. */
function listNested(
  file: FileDescriptorProto,
  message: DescriptorProto,
  parent: string,
  at: readonly number[],
): NumberedType[] {
  const name = `${parent}.${message.name}`;
  return [
    {
      name,
      ...placeOf(file, at),
      members: message.field,
      reservedNames: message.reservedName,
      isReserved: (number) => message.reservedRange.some(({ start, end }) => number >= start && number < end),
    },
    ...message.nestedType.flatMap((nested, i) => listNested(file, nested, name, [...at, 3, i])),
    ...message.enumType.map((one, i) => fromEnum(file, one, name, [...at, 4, i])),
  ];
}

function fromEnum(
  file: FileDescriptorProto,
  one: EnumDescriptorProto,
  parent: string,
  at: readonly number[],
): NumberedType {
  return {
    name: `${parent}.${one.name}`,
    ...placeOf(file, at),
    members: one.value,
    reservedNames: one.reservedName,
    // Unlike those of messages, the ranges of enums include their end.
    isReserved: (number) => one.reservedRange.some(({ start, end }) => number >= start && number <= end),
  };
}

function placeOf(file: FileDescriptorProto, at: readonly number[]): { path: string; line: number } {
  return { path: `proto/${file.name}`, line: locate(file, at).line };
}

async function readImage(path: string): Promise<FileDescriptorSet> {
  const bytes = await readFile(path);
  return path.endsWith(".json")
    ? fromJsonString(FileDescriptorSetSchema, bytes.toString("utf8"), { ignoreUnknownFields: true })
    : fromBinary(FileDescriptorSetSchema, bytes);
}
