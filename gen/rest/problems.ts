// Generated from api/shared/problems.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import { Fault, type FaultOptions } from "@waypost/kit/errors/fault.ts";
import type { ProblemEntry } from "@waypost/kit/http/table.ts";

/** Every problem that logic may answer, by its slug. */
export const problems = {
  "alias-taken": { code: "conflict", title: "The alias is taken", description: "Another link has this code, or had it and was deleted. Choose another alias." },
  "alias-reserved": { code: "rule_violation", title: "The alias is reserved", description: "The alias is or may become a path of the product itself." },
  "destination-refused": { code: "rule_violation", title: "The destination is refused", description: "The destination breaks a rule: only http and https, no user info, no control characters or backslashes, not this server itself. The field tells which." },
  "expiry-in-past": { code: "rule_violation", title: "The expiry lies in the past", description: "A link can't be made to expire before now; delete it instead." },
  "idempotency-key-reused": { code: "rule_violation", title: "The idempotency key was used for another request", description: "The same Idempotency-Key came with another body within 24 hours. Use a new key for a new request." },
  "idempotency-key-in-use": { code: "conflict", title: "A request with this idempotency key is still under way", description: "Wait for the first request to end, then repeat this one to get the stored answer." },
  "link-not-found": { code: "not_found", title: "No such link", description: "The workspace has no link with this id. A deleted link can be read and restored by its id." },
  "etag-mismatch": { code: "precondition_failed", title: "The resource has changed", description: "The If-Match header names a version that is not the current one. Read it again and repeat the change." },
  "cursor-invalid": { code: "contract_violation", title: "The cursor is not valid", description: "A cursor is only valid as it was given, with the same filters and sort. Start again without it." },
  "key-not-found": { code: "not_found", title: "No such key", description: "The workspace has no API key with this id." },
  "scope-not-held": { code: "rule_violation", title: "A key can't grant what its maker doesn't hold", description: "The new key's scopes must be among the scopes of the key that makes it." },
  "expiry-beyond-own": { code: "rule_violation", title: "A key can't outlive its maker", description: "A key that expires makes only keys that expire no later." },
  "key-beyond-own": { code: "forbidden", title: "A key can't revoke one that may do more", description: "The scopes of the key to revoke must be among those of the key that asks." },
  "last-operator-key": { code: "conflict", title: "The last operator key can't be revoked", description: "Make another key with the operator scope first." },
  "workspace-not-found": { code: "not_found", title: "No such workspace", description: "There is no workspace with this id." },
  "period-invalid": { code: "rule_violation", title: "The period is not valid", description: "The period must end after it begins and give at most 1,000 points at the chosen interval." },
  "time-zone-unknown": { code: "rule_violation", title: "The time zone is unknown", description: "Use a name of the IANA time zone database, such as Europe/Berlin." },
  "job-not-found": { code: "not_found", title: "No such job", description: "No process has ever run a job of this service and name. GET /api/v1/jobs lists those that there are." },
  "job-run-waiting": { code: "conflict", title: "A run waits already", description: "A run that was asked for has not begun yet. Wait for it, then ask again." },
  "job-takes-no-periods": { code: "rule_violation", title: "The job takes no periods", description: "This job does what there is to do whenever it runs; ask for it without `from` and `to`." },
  "link-expired": { code: "gone", title: "The link has expired", description: "It could be followed until a moment that its maker chose. Ask whoever gave it to you for a new one." },
  "link-deleted": { code: "gone", title: "The link was removed", description: "Its maker deleted it, and may restore it by its id. Ask whoever gave it to you for a new one." },
  "link-limit-reached": { code: "gone", title: "The link has been used up", description: "It could be followed a limited number of times. Ask whoever gave it to you for a new one." },
} as const satisfies Readonly<Record<string, ProblemEntry>>;

export type ProblemSlug = keyof typeof problems;

/** Makes the fault of a slug, for logic to return or throw; its status follows from the slug's code. */
export function fault<Slug extends ProblemSlug>(slug: Slug, options?: FaultOptions): Fault<Slug> {
  return new Fault(problems[slug].code, slug, options);
}
