import type { Catalogue, Column, Table } from "./catalogue.ts";

/**
 * The schema of a service as text: the same catalogue gives the same bytes, so a difference between the file in
 * the repository and what the migrations make shows in a diff. It is meant to be read, not to be run.
 */
export function dumpSchema(catalogue: Catalogue): string {
  const parts = [
    `-- The schema \`${catalogue.schema}\` after all migrations in db/${catalogue.schema}/. Written by \`npm run gen\`; do not edit.`,
    ...catalogue.extensions.map((name) => `create extension ${name};`),
    ...catalogue.enums.map(
      (it) => `create type ${it.name} as enum (${it.labels.map((label) => `'${label}'`).join(", ")});`,
    ),
    ...catalogue.domains.map(
      (it) => `create domain ${[it.name, "as", it.base, ...it.constraints].join(" ")};`,
    ),
    ...catalogue.sequences.map((name) => `create sequence ${name};`),
    ...catalogue.tables.map(dumpTable),
    ...catalogue.functions.map((it) => [`${it.definition.trim()};`, ...it.grants].join("\n")),
  ];
  return `${parts.join("\n\n")}\n`;
}

function dumpTable(table: Table): string {
  const body = [...table.columns.map(dumpColumn), ...table.constraints.map((it) => `constraint ${it}`)];
  const partition = table.partitionedBy === null ? "" : ` partition by ${table.partitionedBy}`;
  const options = table.options.length === 0 ? "" : ` with (${table.options.join(", ")})`;
  const head =
    table.definition === null
      ? `create table ${table.name} (\n${body.map((line) => `  ${line}`).join(",\n")}\n)${partition}${options};`
      : `create ${table.kind} ${table.name} as\n${table.definition.trim()}`;
  const comments = [
    ...(table.comment === null ? [] : [`comment on ${table.kind} ${table.name} is ${quote(table.comment)};`]),
    ...table.columns
      .filter((column) => column.comment !== null)
      .map((column) => `comment on column ${table.name}.${column.name} is ${quote(column.comment ?? "")};`),
  ];
  const grants = table.grants.map((grant) => {
    const space = grant.indexOf(" ");
    return `grant ${grant.slice(space + 1)} on ${table.name} to ${grant.slice(0, space)};`;
  });
  return [head, ...comments, ...[...table.indexes, ...table.triggers].map((it) => `${it};`), ...grants].join(
    "\n",
  );
}

function dumpColumn(column: Column): string {
  return [
    column.name,
    column.type,
    column.collation === null ? null : `collate ${column.collation}`,
    column.nullable ? null : "not null",
    column.identity === null ? null : `generated ${column.identity} as identity`,
    column.generated === null ? null : `generated always as (${column.generated})`,
    column.default === null ? null : `default ${column.default}`,
  ]
    .filter((part) => part !== null)
    .join(" ");
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
