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

/** Node sends what has only some of these, and the other side refuses the connection. */
const unfit = /[^\t\x20-\x7e\x80-\xff]/;

type CallHeaders = Parameters<Transport["unary"]>[3];

/**
 * What is to be sent as the fields of an HTTP/2 message.
 * @throws TypeError for a value that no header can have, such as one with a line break
 */
export function toHttp2Fields(headers: CallHeaders): OutgoingHttpHeaders {
  if (headers === undefined) return {};
  const isRecord = !(headers instanceof Headers) && !Array.isArray(headers);
  if (isRecord) {
    for (const name in headers)
      if (unfit.test(headers[name] ?? ""))
        throw new TypeError(`The header ${name} has a value that none can have.`);
    return { ...headers };
  }
  const fields: OutgoingHttpHeaders = {};
  for (const [name, value] of new Headers(headers)) fields[name] = value;
  return fields;
}
