import type { Catalogue, Column, Table } from "@waypost/kit/db/catalogue.ts";

/**
 * The row types of a service for kysely, as TypeScript: one interface per table, and `<Service>Tables` with all.
 *
 * What a column gives is what the kit's type parsers make of it: `int8` is a checked number, `timestamptz` a
 * `Date`, `date` and ranges are text. `numeric` gives text. `jsonb` gives `unknown` and takes JSON text, because
 * the driver would send an array as an array of PostgreSQL. Columns with a default may be left out of an insert;
 * identity and computed columns can't be written.
 *
 * @throws Error naming the column when its type has no agreed meaning.
 */
export function rowTypes(catalogue: Catalogue): string {
  const enums = new Map(
    catalogue.enums.map((it) => [it.name, it.labels.map((label) => JSON.stringify(label)).join(" | ")]),
  );
  const interfaces = catalogue.tables.map((table) => tableInterface(table, enums));
  const used = ["ColumnType", "Generated", "GeneratedAlways"].filter((name) =>
    interfaces.some((text) => new RegExp(`\\b${name}<`).test(text)),
  );
  const tables = catalogue.tables.map((table) => `  ${table.name}: ${pascalCase(table.name)}Table;`);
  return [
    `// Row types of the schema \`${catalogue.schema}\`. Written by \`npm run gen\` from db/${catalogue.schema}/; do not edit.`,
    ...(used.length === 0 ? [] : [`import type { ${used.join(", ")} } from "kysely";`]),
    ...interfaces,
    `/** Every table of the service, for \`Database<${pascalCase(catalogue.schema)}Tables>\`. */\nexport interface ${pascalCase(catalogue.schema)}Tables {\n${tables.join("\n")}\n}`,
  ]
    .join("\n\n")
    .concat("\n");
}

function tableInterface(table: Table, enums: ReadonlyMap<string, string>): string {
  const columns = table.columns.map((column) => {
    const doc = column.comment === null ? "" : `  /** ${column.comment} */\n`;
    return `${doc}  ${column.name}: ${columnType(table, column, enums)};`;
  });
  const doc = table.comment === null ? "" : `/** ${table.comment} */\n`;
  return `${doc}export interface ${pascalCase(table.name)}Table {\n${columns.join("\n")}\n}`;
}

function columnType(table: Table, column: Column, enums: ReadonlyMap<string, string>): string {
  const { select, write } = valueTypes(table, column, enums);
  const orNull = column.nullable ? " | null" : "";
  const readOnly = table.kind !== "table" || column.identity === "always" || column.generated !== null;
  const optional = column.default !== null || column.identity === "by default";
  if (readOnly && table.kind === "table") return `GeneratedAlways<${select}${orNull}>`;
  if (readOnly) return `ColumnType<${select}${orNull}, never, never>`;
  if (select !== write) {
    return `ColumnType<${select === "unknown" ? select : select + orNull}, ${write}${orNull}${optional ? " | undefined" : ""}, ${write}${orNull}>`;
  }
  return optional ? `Generated<${select}${orNull}>` : `${select}${orNull}`;
}

const TYPES: Readonly<Record<string, string>> = {
  bool: "boolean",
  bpchar: "string",
  bytea: "Buffer",
  cidr: "string",
  citext: "string",
  date: "string",
  float4: "number",
  float8: "number",
  inet: "string",
  int2: "number",
  int4: "number",
  int8: "number",
  int4range: "string",
  int8range: "string",
  int8multirange: "string",
  name: "string",
  text: "string",
  time: "string",
  timestamptz: "Date",
  tstzrange: "string",
  tsvector: "string",
  uuid: "string",
  varchar: "string",
};

function valueTypes(
  table: Table,
  column: Column,
  enums: ReadonlyMap<string, string>,
): { select: string; write: string } {
  const array = column.baseType.startsWith("_");
  const name = array ? column.baseType.slice(1) : column.baseType;
  if (!array && (name === "json" || name === "jsonb")) return { select: "unknown", write: "string" };
  if (!array && name === "numeric") return { select: "string", write: "string | number" };
  const known = TYPES[name] ?? enums.get(name);
  if (known === undefined || (array && name === "date")) {
    throw new Error(
      `${table.name}.${column.name}: the type ${column.type} has no agreed row type; see scripts/db/row-types.ts.`,
    );
  }
  const type = array ? `${known.includes("|") ? `(${known})` : known}[]` : known;
  return { select: type, write: type };
}

function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
