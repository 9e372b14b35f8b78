import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { textOf, type Utm } from "./click-encoder.ts";

/** The browser says that it fetches ahead of a visit (`Sec-Purpose`), or an older one or a preview does (the others). */
export function isPrefetch(headers: IncomingHttpHeaders): boolean {
  const purpose = headers["sec-purpose"] ?? headers.purpose ?? headers["x-purpose"] ?? headers["x-moz"];
  return purpose !== undefined && /prefetch|prerender|preview/i.test(String(purpose));
}

/** Scheme, host and path of a Referer header; empty when it is no absolute address. */
export function referrerOf(header: string | undefined): string {
  if (header === undefined) return "";
  const parts = /^([a-z][a-z0-9+.-]*:\/\/)(?:[^/?#]*@)?([^?#]*)/i.exec(header);
  return parts === null ? "" : `${parts[1]}${parts[2]}`;
}

/** The campaign parameters of the short link's own query, null when there are none. */
export function utmOf(path: string): Utm | null {
  const query = path.indexOf("?");
  if (query === -1 || !path.includes("utm_", query)) return null;
  const parameters = new URLSearchParams(path.slice(query + 1));
  const read = (name: string) => cut(parameters.get(name) ?? "", 128);
  return { source: read("utm_source"), medium: read("utm_medium"), campaign: read("utm_campaign") };
}

/** The request id of a trusted caller; empty when there is none, or one too long to be told from another. */
export function contentIdOf(headers: IncomingHttpHeaders): string {
  const id = headers["x-request-id"];
  if (typeof id !== "string") return "";
  const text = textOf(id);
  return Buffer.byteLength(text) <= 128 ? text : "";
}

/** The value of a header that comes once, or of its repetitions joined. */
export function headerText(value: string | string[] | undefined): string {
  return value === undefined ? "" : typeof value === "string" ? value : value.join(", ");
}

/** The code in the path, as it was sent; null when it can't be one. */
export function codeIn(request: IncomingMessage): string | null {
  const path = request.url ?? "";
  const query = path.indexOf("?");
  const code = path.slice(1, query === -1 ? undefined : query);
  return codeShape.test(code) ? code : null;
}

const codeShape = /^[A-Za-z0-9][A-Za-z0-9_-]{1,189}$/;

/** At most `maxBytes` of UTF-8, not cut within a character. */
export function cut(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  const buffer = Buffer.alloc(maxBytes);
  return buffer.toString("utf8", 0, buffer.write(text, 0, maxBytes));
}
