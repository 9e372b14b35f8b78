import { Fault } from "../errors/fault.ts";

/** The strong ETag of a version number: `"7"`. */
export function etagOf(version: number | bigint): string {
  return `"${version}"`;
}

/**
 * Whether an `If-Match` header allows a change of the resource at `version`, after RFC 9110 §13.1.1: one of its tags
 * is that of the version, or it is `*`. No header allows every change. Weak tags never match; what is not a list of
 * tags matches nothing.
 */
export function ifMatchAllows(header: string | undefined, version: number | bigint): boolean {
  if (header === undefined) return true;
  const text = header.trim();
  if (text === "*") return true;
  const tag = /(?:^|,)\s*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*(?=,|$)/g;
  let end = 0;
  let allowed = false;
  for (const match of text.matchAll(tag)) {
    if (match.index !== end) return false;
    end = match.index + match[0].length;
    if (match[1] === undefined && match[2] === String(version)) allowed = true;
  }
  return allowed && end === text.length;
}

/** The fault of a change that `If-Match` does not allow. */
export function etagMismatch(): Fault<"etag-mismatch"> {
  return new Fault("precondition_failed", "etag-mismatch", {
    detail: "The resource has changed since the version in If-Match; read it again and repeat the change.",
  });
}
