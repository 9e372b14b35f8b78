import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { errorCodes } from "@waypost/kit/errors/codes.ts";
import type { RejectionReason } from "./rejections.ts";

interface Page {
  readonly code: keyof typeof errorCodes;
  readonly slug: string;
  readonly title: string;
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a visitor who is not sent on is told, by reason. Texts are fixed: nothing of the request is shown. */
const pages: Readonly<Record<RejectionReason, Page>> = {
  "not-found": {
    code: "not_found",
    slug: "not-found",
    title: "There is no such link",
    detail: "Check the address: upper and lower case differ. Or ask whoever gave you the link.",
  },
  "gone-expired": {
    code: "gone",
    slug: "link-expired",
    title: "This link has expired",
    detail: "Ask whoever gave you the link for a new one.",
  },
  "gone-deleted": {
    code: "gone",
    slug: "link-deleted",
    title: "This link was removed",
    detail: "Ask whoever gave you the link for a new one.",
  },
  "limit-reached": {
    code: "gone",
    slug: "link-limit-reached",
    title: "This link has been used up",
    detail: "It could be followed a limited number of times. Ask whoever gave you the link for a new one.",
  },
  "method-not-allowed": {
    code: "method_not_allowed",
    slug: "method-not-allowed",
    title: "A link can only be followed",
    detail: "Send GET or HEAD.",
    headers: { allow: "GET, HEAD" },
  },
  unavailable: {
    code: "unavailable",
    slug: "unavailable",
    title: "This link can't be looked up at the moment",
    detail: "Try again in a few seconds.",
    headers: { "retry-after": "1" },
  },
  "refused-disk-full": {
    code: "unavailable",
    slug: "unavailable",
    title: "This link can't be followed at the moment",
    detail: "Try again in a minute.",
    headers: { "retry-after": "60" },
  },
  internal: {
    code: "internal",
    slug: "internal",
    title: "Something went wrong",
    detail: "Try again; if it stays like this, tell whoever runs this server.",
  },
};

const style = `:root{color-scheme:light dark;font:18px/1.5 system-ui,sans-serif}body{max-width:32rem;margin:20vh auto;padding:0 1.5rem}h1{font-size:1.6rem;line-height:1.25}p{opacity:.8}`;
const styleHash = createHash("sha256").update(style).digest("base64");
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

interface PreparedPage {
  readonly status: number;
  readonly html: Buffer;
  readonly htmlHeaders: Readonly<Record<string, string | number>>;
  readonly page: Page;
}

const prepared = new Map(
  Object.entries(pages).map(([reason, page]): [string, PreparedPage] => {
    const html = Buffer.from(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${page.title}</title><style>${style}</style><h1>${page.title}</h1><p>${page.detail}</p></html>\n`,
    );
    const htmlHeaders = {
      ...commonHeaders(page),
      "content-type": "text/html; charset=utf-8",
      "content-length": html.byteLength,
    };
    return [reason, { status: errorCodes[page.code].http, html, htmlHeaders, page }];
  }),
);

function commonHeaders(page: Page): Record<string, string | number> {
  return {
    "cache-control": "private, no-store",
    "content-security-policy": policy,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
    vary: "Accept",
    ...page.headers,
  };
}

/** Answers a visitor who is not sent on: a page when the visitor accepts HTML, otherwise a problem document. */
export function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  reason: RejectionReason,
  requestId: string,
): void {
  const answer = prepared.get(reason);
  if (answer === undefined || response.headersSent) return;
  const bodyless = request.method === "HEAD";
  // An unread body is not worth reading: the connection ends after the answer instead.
  if (request.method !== "GET" && request.method !== "HEAD" && hasBody(request))
    response.shouldKeepAlive = false;
  if (wantsHtml(request.headers.accept)) {
    response.writeHead(answer.status, { ...answer.htmlHeaders, "x-request-id": requestId });
    response.end(bodyless ? undefined : answer.html);
    return;
  }
  const problem = Buffer.from(
    JSON.stringify({
      type: `/problems/${answer.page.slug}`,
      title: answer.page.title,
      status: answer.status,
      detail: answer.page.detail,
      instance: pathOf(request),
      requestId,
    }),
  );
  response.writeHead(answer.status, {
    ...commonHeaders(answer.page),
    "content-type": "application/problem+json",
    "content-length": problem.byteLength,
    "x-request-id": requestId,
  });
  response.end(bodyless ? undefined : problem);
}

/** HTML is named, is not refused by `q=0`, and no form of JSON is preferred to it. */
export function wantsHtml(accept: string | undefined): boolean {
  if (accept === undefined) return false;
  let html = 0;
  let json = 0;
  for (const range of accept.slice(0, 1_000).toLowerCase().split(",")) {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim());
    const given = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
    const quality = given === undefined ? 1 : Number(given);
    if (!(quality > 0)) continue;
    if (type === "text/html" || type === "application/xhtml+xml" || type === "text/*")
      html = Math.max(html, quality);
    if (type === "application/json" || type === "application/problem+json") json = Math.max(json, quality);
  }
  return html > 0 && html >= json;
}

function pathOf(request: IncomingMessage): string {
  const path = request.url ?? "/";
  const query = path.indexOf("?");
  return (query === -1 ? path : path.slice(0, query)).slice(0, 512);
}

function hasBody(request: IncomingMessage): boolean {
  const length = request.headers["content-length"];
  return request.headers["transfer-encoding"] !== undefined || (length !== undefined && length !== "0");
}
