import { problems } from "@waypost/gen/rest/problems.ts";
import { type ErrorCode, errorCodes } from "@waypost/kit/errors/codes.ts";
import { sendFault } from "@waypost/kit/http/send-fault.ts";
import type { ProblemEntry } from "@waypost/kit/http/table.ts";
import { frameworkFault } from "@waypost/kit/http/to-fault.ts";
import type { FastifyInstance } from "fastify";
import { sendPage } from "./page.ts";

/** What to do about a problem that has no slug of its own. */
const advice: Readonly<Record<ErrorCode, string>> = {
  contract_violation:
    "The request is not as the contract says. The errors of the answer name each place and what is right.",
  unauthenticated: "Send an API key that is valid and not revoked, as Authorization: Bearer wp_….",
  forbidden: "The API key lacks a scope that this operation needs. Use or make one that has it.",
  not_found: "There is nothing at this address. Check it against the reference.",
  method_not_allowed: "The address knows other methods; the Allow header of the answer lists them.",
  not_acceptable: "The answer can't be given in a form that the Accept header of the request takes.",
  conflict: "Something else has changed or taken what the request is about. Read it again and decide anew.",
  gone: "It was here and is no longer.",
  precondition_failed:
    "What the request is about is not as its headers expect. Read it again and repeat the request.",
  payload_too_large: "The body is larger than this operation takes. Send less at once.",
  uri_too_long: "The address is longer than the server reads. Send less in its query.",
  unsupported_media_type: "The body is of a type that this operation doesn't read. Send application/json.",
  rule_violation: "The request is well formed and breaks a rule. The detail of the answer says which.",
  precondition_required:
    "Send If-Match with the ETag of what was read last, so that nobody's change is lost.",
  rate_limited: "There were too many requests. Wait for the seconds that Retry-After says.",
  headers_too_large:
    "The headers of the request are larger than the server reads. Send fewer or shorter ones.",
  cancelled: "The caller hung up before there was an answer.",
  internal:
    "Something went wrong that is not the caller's fault. Tell whoever runs this server the request id.",
  not_implemented: "This operation is in the contract and not built yet.",
  unavailable: "The server can't do this at the moment. Try again after the seconds that Retry-After says.",
  deadline_exceeded:
    "It took longer than the server lets it. Try again; whether anything was changed is not known.",
};

/** Answers the `type` of every problem document with a page that explains it. */
export function mountProblemPages(app: FastifyInstance): void {
  const known = new Map<string, ProblemEntry>(
    // The keys of the table are its codes.
    (Object.keys(errorCodes) as ErrorCode[]).map((code) => [
      code.replaceAll("_", "-"),
      { code, title: errorCodes[code].title, description: advice[code] },
    ]),
  );
  for (const [slug, entry] of Object.entries<ProblemEntry>(problems)) known.set(slug, entry);
  app.route<{ Params: { slug: string } }>({
    method: ["GET", "HEAD"],
    url: "/problems/:slug",
    handler(request, reply) {
      const { slug } = request.params;
      const entry = known.get(slug);
      if (entry === undefined)
        return sendFault(request, reply, frameworkFault("not_found", "There is no problem of this name."));
      const { http } = errorCodes[entry.code];
      const body = `<p>${escapeHtml(entry.description)}</p>
<p>Such an answer has the status ${http} and the type <code>/problems/${slug}</code>. <a href="/docs">The API’s reference</a> tells
which operations give it.</p>`;
      return sendPage(request, reply, escapeHtml(entry.title), body);
    },
  });
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
