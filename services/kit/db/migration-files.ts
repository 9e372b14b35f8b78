import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One file `db/<service>/NNNN-name.sql`. */
export interface Migration {
  readonly number: number;
  /** File name, such as `0001-links.sql`. */
  readonly name: string;
  readonly path: string;
  readonly sql: string;
  /** SHA-256 of the text with `\n` line ends, in hex. */
  readonly checksum: string;
  /** The header `-- no-transaction`: one statement that PostgreSQL refuses inside of a transaction. */
  readonly transactional: boolean;
  /** The header `-- contract`: takes away what the last release still had, so it may only run after its roll-out. */
  readonly contract: boolean;
}

/**
 * Reads the migrations of a service in order.
 *
 * @throws Error naming the file when a name is not `NNNN-kebab-case.sql`, or the numbers are not 1, 2, 3, ….
 */
export function readMigrations(root: string, service: string): Migration[] {
  const folder = join(root, service);
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
    return {
      number,
      name,
      path,
      sql,
      checksum: createHash("sha256").update(sql).digest("hex"),
      transactional: !headers.has("no-transaction"),
      contract: headers.has("contract"),
    };
  });
}

/** The words of the comment lines before the first statement that consist of one word. */
function headersOf(sql: string): Set<string> {
  const headers = new Set<string>();
  for (const line of sql.split("\n")) {
    if (line.trim() !== "" && !line.startsWith("--")) break;
    const word = /^--\s*([a-z-]+)\s*$/.exec(line)?.[1];
    if (word !== undefined) headers.add(word);
  }
  return headers;
}
