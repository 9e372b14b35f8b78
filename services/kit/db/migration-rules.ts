import type { Migration } from "./migration-files.ts";
import type { SqlStatement } from "./sql-statements.ts";

/** What a rule may look at besides the statement. */
export interface RuleContext {
  readonly migration: Migration;
  /** Tables that this very file makes, which are not in use yet. */
  readonly fresh: ReadonlySet<string>;
}

/** Something that would hold up or break a running release. */
export interface MigrationRule {
  readonly name: string;
  /** What is wrong, and what to write instead. */
  readonly message: string;
  breaks(statement: SqlStatement, context: RuleContext): boolean;
}

const NAME = `(?:if (?:not )?exists )?(?:only )?([a-z0-9_."]+)`;

/** The table that `create table` makes, without schema and quotes. */
export function createdTable(statement: SqlStatement): string | null {
  return bareName(new RegExp(`^create (?:unlogged )?table ${NAME}`).exec(statement.text)?.[1]);
}

function bareName(name: string | undefined): string | null {
  return name?.split(".").at(-1)?.replaceAll('"', "") ?? null;
}

/** The text of an ALTER TABLE of a table in use, or null. */
function alters(statement: SqlStatement, context: RuleContext): string | null {
  const table = bareName(new RegExp(`^alter table ${NAME}`).exec(statement.text)?.[1]);
  return table === null || context.fresh.has(table) ? null : statement.text;
}

/** Defines columns, in a new table or an old one. */
function definesColumns(statement: SqlStatement): boolean {
  return /^(create (unlogged )?table|alter table)/.test(statement.text);
}

/**
 * What a migration may not do to a database in use: keep readers or writers out, break the version that still
 * runs, or use types that lose what they are given.
 */
export const migrationRules: readonly MigrationRule[] = [
  {
    name: "index-concurrently",
    message:
      "building this index keeps all writers out; put it into a file of its own with the header `-- no-transaction` as CREATE INDEX CONCURRENTLY IF NOT EXISTS",
    breaks({ text }, { fresh }) {
      const table = /^create (?:unique )?index (?!concurrently).* on (?:only )?([a-z0-9_."]+)/.exec(
        text,
      )?.[1];
      return table !== undefined && !fresh.has(bareName(table) ?? "");
    },
  },
  {
    name: "concurrently-alone",
    message: "CONCURRENTLY is refused inside of a transaction; give the file the header `-- no-transaction`",
    breaks: ({ text }, { migration }) =>
      migration.transactional &&
      /^(create (unique )?index|drop index|reindex) .*?\bconcurrently\b/.test(text),
  },
  {
    name: "concurrently-repeatable",
    message: "a file without a transaction may run twice; write CREATE INDEX CONCURRENTLY IF NOT EXISTS",
    breaks: ({ text }) => /^create (unique )?index concurrently (?!if not exists)/.test(text),
  },
  {
    name: "transaction-control",
    message: "each file already runs in a transaction of its own; leave BEGIN, COMMIT and ROLLBACK out",
    breaks: ({ text }) => /^(begin|start transaction|commit|end|rollback|savepoint)\b/.test(text),
  },
  {
    name: "column-type",
    message:
      "changing a type rewrites the table while nobody can read it; add a new column, back-fill it in batches, switch over, and drop the old one in a `-- contract` file",
    breaks: (statement, context) =>
      /\balter (column )?[a-z0-9_"]+ (set data )?type\b/.test(alters(statement, context) ?? ""),
  },
  {
    name: "column-not-null",
    message:
      "the running release doesn't write this column; give it a constant DEFAULT, or leave NOT NULL to a later file",
    breaks: (statement, context) =>
      columnsAdded(statement, context).some(
        (it) => /\bnot null\b/.test(it) && !/\bdefault\b|\bgenerated\b/.test(it),
      ),
  },
  {
    name: "column-volatile-default",
    message:
      "a default that differs by row rewrites the table while nobody can read it; add the column without it, set the default in a second statement, back-fill in batches",
    breaks: (statement, context) =>
      columnsAdded(statement, context).some((it) =>
        /\bdefault (gen_random_uuid|uuidv[47]|random|clock_timestamp|timeofday|nextval)\s*\(/.test(it),
      ),
  },
  {
    name: "set-not-null",
    message:
      "this reads the whole table while nobody can write; add CONSTRAINT … NOT NULL … NOT VALID here and VALIDATE CONSTRAINT in the next file",
    breaks: (statement, context) => /\bset not null\b/.test(alters(statement, context) ?? ""),
  },
  {
    name: "constraint-not-valid",
    message:
      "checking the rows that are there keeps writers out; add the constraint as NOT VALID here and VALIDATE CONSTRAINT in the next file",
    breaks: (statement, context) => {
      const text = alters(statement, context) ?? "";
      return (
        /\badd (constraint [a-z0-9_"]+ )?(check|foreign key|not null)\b/.test(text) &&
        !/\bnot valid\b/.test(text)
      );
    },
  },
  {
    name: "constraint-using-index",
    message:
      "building the index of this constraint keeps everybody out; make a unique index CONCURRENTLY in a file before, then ADD CONSTRAINT … USING INDEX",
    breaks: (statement, context) => {
      const text = alters(statement, context) ?? "";
      return (
        /\badd (constraint [a-z0-9_"]+ )?(primary key|unique|exclude)\b/.test(text) &&
        !/\busing index\b/.test(text)
      );
    },
  },
  {
    name: "contract",
    message:
      "the running release may still use what this takes away; do it one release later, in a file with the header `-- contract`",
    breaks: (statement, context) =>
      !context.migration.contract &&
      (/\b(drop (column|constraint)|rename)\b/.test(alters(statement, context) ?? "") ||
        /^drop (table|view|materialized view|schema|type|sequence|function|procedure)\b/.test(
          statement.text,
        ) ||
        /^alter (view|type|sequence|function|materialized view|index) .* rename\b/.test(statement.text)),
  },
  {
    name: "heavy-lock",
    message:
      "this keeps everybody out for as long as the table is big; use the CONCURRENTLY form or a job that works in batches",
    breaks: ({ text }) =>
      /^(lock|cluster|vacuum full|truncate|refresh materialized view (?!concurrently))\b/.test(text) ||
      /^reindex (?!.*concurrently)/.test(text) ||
      /^drop index (?!concurrently)/.test(text),
  },
  {
    name: "back-fill",
    message:
      "rows of a table in use are changed by a job, in batches; a migration would lock them all at once",
    breaks: ({ text }, { fresh }) => {
      const table = /^(?:with .*? )?(?:update|delete from) (?:only )?([a-z0-9_."]+)/.exec(text)?.[1];
      return table !== undefined && !fresh.has(bareName(table) ?? "");
    },
  },
  {
    name: "definer-search-path",
    message:
      "a function that runs as its owner must fix where it finds names; add SET search_path = <schema>",
    breaks: ({ text }) =>
      /^create (or replace )?(function|procedure)\b/.test(text) &&
      /\bsecurity definer\b/.test(text) &&
      !/\bset search_path\b/.test(text),
  },
  {
    name: "types",
    message: "use timestamptz for times, identity columns for numbers, jsonb for documents",
    breaks: (statement) =>
      definesColumns(statement) &&
      /\b(timestamp(?! with time zone)|smallserial|serial|bigserial|json|money)\b/.test(statement.text),
  },
];

function columnsAdded(statement: SqlStatement, context: RuleContext): string[] {
  const text = alters(statement, context);
  if (text === null) return [];
  return text
    .split(/\badd (?:column )?(?!constraint|check|foreign|primary|unique|exclude|not null)/)
    .slice(1);
}
