import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One file `db/<service>/NNNN-name.sql`, or `parts/<part>/NNNN-name.sql` beside this module. */
export interface Migration {
  readonly number: number;
  /** File name, such as `0001-links.sql`. */
  readonly name: string;
  readonly path: string;
  readonly sql: string;
  /** SHA-256 of the text with `\n` line ends, in hex. */
  readonly checksum: string;
  /**
   * The headers `-- formerly: <checksum>`: a database on which the file was applied as it was then counts as one that has
   * it. Only for what another file has taken over, so that both ways end with the same schema.
   */
  readonly formerly: readonly string[];
  /** The header `-- no-transaction`: one statement that PostgreSQL refuses inside of a transaction. */
  readonly transactional: boolean;
  /** The header `-- contract`: takes away what the last release still had, so it may only run after its roll-out. */
  readonly contract: boolean;
}

/**
 * Reads the migrations of a service in order; none of a service that has no folder in `root`, as it keeps nothing.
 *
 * @throws Error naming the file when a name is not `NNNN-kebab-case.sql`, or the numbers are not 1, 2, 3, ….
 */
export function readMigrations(root: string, service: string): Migration[] {
  const folder = join(root, service);
  if (!readdirSync(root).includes(service)) return [];
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  return names.map((name, index) => {
    const path = join(folder, name);
    const number = Number(/^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/.exec(name)?.[1]);
    if (Number.isNaN(number)) throw new Error(`${path}: a migration is named NNNN-kebab-case.sql.`);
    if (number !== index + 1) {
      throw new Error(
        `${path}: expected number ${String(index + 1).padStart(4, "0")}; numbers have no gaps and no doubles.`,
      );
    }
    const sql = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
    const headers = headersOf(sql);
    const has = (header: string) => headers.some(([name]) => name === header);
    return {
      number,
      name,
      path,
      sql,
      checksum: createHash("sha256").update(sql).digest("hex"),
      formerly: headers.flatMap(([header, value]) => (header === "formerly" && value ? [value] : [])),
      transactional: !has("no-transaction"),
      contract: has("contract"),
    };
  });
}

/** The comment lines before the first statement that consist of one word, or of `word: value` without spaces. */
function headersOf(sql: string): [name: string, value: string | undefined][] {
  const lines = sql.split("\n");
  const end = lines.findIndex((line) => line.trim() !== "" && !line.startsWith("--"));
  return lines.slice(0, end === -1 ? undefined : end).flatMap((line) => {
    const [, name, value] = /^--\s*([a-z-]+)(?::\s*(\S+))?\s*$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value]];
  });
}
