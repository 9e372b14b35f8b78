import { isUtf8 } from "node:buffer";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Fault } from "../errors/fault.ts";
import "./http-state.ts";

const suspicious = /\\u(?:0000|[dD][89a-fA-F])/;

/**
 * Makes `application/json` the only body the app reads: strict UTF-8, no text that PostgreSQL can't hold (NUL, half
 * of a surrogate pair), no `__proto__` or `constructor.prototype`. An empty body is no body.
 */
export function acceptJson(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.decorateRequest("bodyBytes", 0);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (request, bytes, done) => {
    if (bytes.length === 0) return done(null, undefined);
    request.bodyBytes = bytes.length;
    if (!isUtf8(bytes)) return done(refuse("is not valid UTF-8"));
    const text = bytes.toString("utf8");
    return parseJson(request as FastifyRequest, text, (error, value) => {
      if (error) done(refuse("is not valid JSON"));
      else if (suspicious.test(text) && holdsBadText(value))
        done(refuse("holds text that is not valid Unicode, or NUL"));
      else done(null, value);
    });
  });
}

/** Whether a string can't be stored: it has NUL or half of a surrogate pair. */
export function isBadText(text: string): boolean {
  return text.includes("\0") || !text.isWellFormed();
}

function holdsBadText(value: unknown): boolean {
  // A stack of its own: nesting is only bounded by the size of the body.
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === "string" && isBadText(next)) return true;
    if (typeof next !== "object" || next === null) continue;
    for (const [key, inner] of Object.entries(next)) {
      if (isBadText(key)) return true;
      open.push(inner);
    }
  }
  return false;
}

function refuse(detail: string): Fault {
  return new Fault("contract_violation", "contract-violation", {
    detail: `The body ${detail}.`,
    fields: [{ pointer: "/body", detail }],
  });
}
