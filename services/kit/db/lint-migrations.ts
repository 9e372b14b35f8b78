import { kitParts, readPart } from "./kit-parts.ts";
import { type Migration, readMigrations } from "./migration-files.ts";
import { createdTable, migrationRules } from "./migration-rules.ts";
import { splitStatements } from "./sql-statements.ts";

/** A statement that would hold up or break a running release. */
export interface MigrationFinding {
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  /** What is wrong, and what to write instead. */
  readonly message: string;
}

/** Lints the migrations of services in order, and those of kit's parts; see {@link lintMigration}. */
export function lintMigrations(root: string, services: readonly string[]): MigrationFinding[] {
  const own = services.flatMap((service) => readMigrations(root, service));
  return [...kitParts.flatMap(readPart), ...own].flatMap(lintMigration);
}

/**
 * Finds statements that take heavy locks on tables in use, or take away what the running release needs. Tables
 * that the same file makes are free of most rules. A statement that is right all the same says so in the comment
 * above it: `-- allow <rule>: <reason>`; without a reason that is a finding too.
 */
export function lintMigration(migration: Migration): MigrationFinding[] {
  const statements = splitStatements(migration.sql);
  const fresh = new Set<string>();
  const findings: MigrationFinding[] = [];
  const add = (line: number, rule: string, message: string) => {
    findings.push({ path: migration.path, line, rule, message });
  };
  if (statements.length === 0 && migration.formerly.length === 0)
    add(1, "empty", "there is no statement in this file");
  if (!migration.transactional && statements.length > 1) {
    add(
      statements[1]?.line ?? 1,
      "one-alone",
      "a file with `-- no-transaction` holds one statement, as it may stop in between",
    );
  }
  for (const statement of statements) {
    const allowed = new Set<string>();
    for (const comment of statement.comments) {
      const [, rule, reason] = /^allow ([a-z-]+)(?::\s*(\S.*))?$/.exec(comment) ?? [];
      if (rule === undefined) continue;
      if (reason === undefined)
        add(statement.line, rule, "an exception needs its reason: `-- allow <rule>: <reason>`");
      else allowed.add(rule);
    }
    for (const rule of migrationRules) {
      if (!allowed.has(rule.name) && rule.breaks(statement, { migration, fresh })) {
        add(statement.line, rule.name, rule.message);
      }
    }
    const table = createdTable(statement);
    if (table !== null) fresh.add(table);
  }
  return findings;
}
