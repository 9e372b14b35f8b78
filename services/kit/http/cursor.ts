import { createHmac, timingSafeEqual } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "../db/database.ts";
import { Fault } from "../errors/fault.ts";

/** What a cursor can carry: the sort values of the last item of a page. */
export type CursorPayload = Readonly<Record<string, string | number | boolean | null>>;

/** Everything the cursor is only valid with: workspace, operation, filters and sort. Absent filters may be undefined. */
export type CursorBinding = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface CursorOptions {
  /** At least 32 bytes, the same in every process; a new one makes all cursors invalid. */
  readonly secret: Uint8Array;
}

const signatureBytes = 16;
const maxLength = 512;

/**
 * Opaque positions in a list, for `nextCursor`: the payload in base64url behind an HMAC-SHA-256 (cut to 128 bits) over
 * payload and binding. A cursor that was changed, or comes back with another workspace, filter or sort, is refused.
 */
export class Cursors<Payload extends CursorPayload> {
  readonly #secret: Uint8Array;
  readonly #isPayload: (value: unknown) => value is Payload;

  /** `isPayload` is asked for every cursor with a true signature, since an older version may have made it. */
  constructor({ secret }: CursorOptions, isPayload: (value: unknown) => value is Payload) {
    if (secret.length < 32) throw new TypeError("The secret of cursors needs at least 32 bytes.");
    this.#secret = secret;
    this.#isPayload = isPayload;
  }

  /** At most 512 characters. */
  encode(payload: Payload, binding: CursorBinding): string {
    const body = Buffer.from(JSON.stringify(payload));
    const cursor = Buffer.concat([this.#sign(body, binding), body]).toString("base64url");
    if (cursor.length > maxLength) throw new RangeError(`A cursor has at most ${maxLength} characters.`);
    return cursor;
  }

  /** @throws Fault `cursor-invalid` when the cursor is not one of ours for this very list */
  decode(cursor: string, binding: CursorBinding): Payload {
    const bytes = Buffer.from(cursor, "base64url");
    // Only the canonical spelling, so that one position has one cursor.
    if (cursor.length > maxLength || bytes.toString("base64url") !== cursor) throw cursorInvalid();
    if (bytes.length <= signatureBytes) throw cursorInvalid();
    const body = bytes.subarray(signatureBytes);
    if (!timingSafeEqual(bytes.subarray(0, signatureBytes), this.#sign(body, binding))) throw cursorInvalid();
    const payload: unknown = JSON.parse(body.toString());
    if (!this.#isPayload(payload)) throw cursorInvalid();
    return payload;
  }

  #sign(body: Buffer, binding: CursorBinding): Buffer {
    const sorted = Object.entries(binding)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const bound = JSON.stringify(sorted);
    return createHmac("sha256", this.#secret)
      .update(`${Buffer.byteLength(bound)}:${bound}`)
      .update(body)
      .digest()
      .subarray(0, signatureBytes);
  }
}

/** A position in a list that is sorted by one column: the value of the last item shown. */
export interface After extends CursorPayload {
  readonly after: string;
}

/** The cursors of a service's lists, signed with the secret of its kit part `cursors`: the same in every process. */
export async function openCursors(database: Database<unknown>): Promise<Cursors<After>> {
  const { rows } = await sql<{ secret: Buffer }>`select secret from cursor_secret`.execute(database.db);
  const [{ secret } = { secret: Buffer.alloc(0) }] = rows;
  return new Cursors({ secret }, isAfter);
}

function isAfter(value: unknown): value is After {
  return typeof value === "object" && value !== null && "after" in value && typeof value.after === "string";
}

/** The fault of a cursor that can't be used. */
export function cursorInvalid(): Fault<"cursor-invalid"> {
  return new Fault("contract_violation", "cursor-invalid", {
    detail: "Use a cursor as it was given, with the same filters and sort, or start again without it.",
    fields: [{ pointer: "/query/cursor", detail: "is not valid here" }],
  });
}
