import { hash } from "node:crypto";
import type { QueryResultRow } from "pg";
import { type Db, type Tx, withClient } from "./database.ts";
import { stateOf } from "./errors.ts";

/**
 * A statement that each connection has PostgreSQL parse and plan only once, for what is asked so often that planning
 * would be most of its cost. It ends with the call like any other. Connections keep it for as long as they live, so
 * its text must not vary. When a migration has changed the type of a column meanwhile, it is planned anew each time
 * until its connection is replaced; inside of a transaction it fails then.
 */
export class PreparedStatement<Row extends QueryResultRow> {
  readonly #text: string;
  readonly #name: string;

  /** @param text with `$1`, `$2`, … for values */
  constructor(text: string) {
    this.#text = text;
    this.#name = hash("sha256", text).slice(0, 32);
  }

  /** Runs it and gives all rows. Throws as statements of `db` do. */
  async rows<Tables>(db: Db<Tables> | Tx<Tables>, values: readonly unknown[]): Promise<Row[]> {
    const [name, text] = [this.#name, this.#text];
    const { rows } = await withClient(db, async (client) => {
      try {
        return await client.query<Row>({ name, text, values: [...values] });
      } catch (error) {
        // "cached plan must not change result type"; it has no state of its own.
        if (stateOf(error) !== "0A000" || db.isTransaction) throw error;
        return await client.query<Row>(text, [...values]);
      }
    });
    return rows;
  }
}
