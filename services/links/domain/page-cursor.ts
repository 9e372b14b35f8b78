import { createHash } from "node:crypto";

/** What a list is asked for; a cursor is only valid with the same. */
export interface ListQuestion {
  readonly workspaceId: string;
  readonly sort: LinkSort;
  readonly state: string;
  readonly tag: string | undefined;
  readonly search: string | undefined;
}

export type LinkSort = "createdAt" | "-createdAt" | "code" | "-code";

/**
 * A cursor is the sort key of the last link shown, behind 8 bytes of a hash over the question and the key: a typing
 * error or the cursor of another list is told from a valid one. It grants nothing: pages only show the caller's links.
 */
export function encodeCursor(question: ListQuestion, lastKey: string): string {
  return Buffer.concat([seal(question, lastKey), Buffer.from(lastKey)]).toString("base64url");
}

/** The sort key in a cursor; undefined when it was not made for this question. */
export function decodeCursor(question: ListQuestion, cursor: string): string | undefined {
  const bytes = Buffer.from(cursor, "base64url");
  if (bytes.length <= sealBytes || bytes.toString("base64url") !== cursor) return undefined;
  const key = bytes.toString("utf8", sealBytes);
  const shape = question.sort.endsWith("code") ? codeShape : idShape;
  if (!shape.test(key) || !seal(question, key).equals(bytes.subarray(0, sealBytes))) return undefined;
  return key;
}

const sealBytes = 8;
const codeShape = /^[A-Za-z0-9_-]{2,190}$/;
const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function seal(question: ListQuestion, key: string): Buffer {
  const { workspaceId, sort, state, tag, search } = question;
  const text = JSON.stringify([workspaceId, sort, state, tag ?? null, search ?? null, key]);
  return createHash("sha256").update(text).digest().subarray(0, sealBytes);
}
