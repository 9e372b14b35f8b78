import type { IncomingHttpHeaders, OutgoingHttpHeaders } from "node:http2";
import type { Transport } from "@connectrpc/connect";

/** The fields of an HTTP/2 message as Connect takes them; pseudo-fields such as `:path` are left out. */
export function toWebHeaders(fields: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined || name.startsWith(":")) continue;
    for (const one of typeof value === "string" ? [value] : value) headers.append(name, one);
  }
  return headers;
}

type CallHeaders = Parameters<Transport["unary"]>[3];

/** What is to be sent as the fields of an HTTP/2 message. */
export function toHttp2Fields(headers: CallHeaders): OutgoingHttpHeaders {
  if (headers === undefined) return {};
  const isRecord = !(headers instanceof Headers) && !Array.isArray(headers);
  if (isRecord) return { ...headers };
  const fields: OutgoingHttpHeaders = {};
  for (const [name, value] of new Headers(headers)) fields[name] = value;
  return fields;
}
