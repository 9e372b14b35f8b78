// Generated from api/shared/problems.yaml by `npm run gen`. Do not edit: change the contract and generate again.
import { Fault, type FaultOptions } from "@waypost/kit/errors/fault.ts";
import type { ProblemEntry } from "@waypost/kit/http/table.ts";

/** Every problem that logic may answer, by its slug. */
export const problems = {
  /** Another link has this code, or had it and was deleted. Choose another alias. */
  "alias-taken": { code: "conflict", title: "The alias is taken" },
  /** The alias is or may become a path of the product itself. */
  "alias-reserved": { code: "rule_violation", title: "The alias is reserved" },
  /** The destination breaks a rule: only http and https, no user info, no control characters or backslashes, not this server itself. The field tells which. */
  "destination-refused": { code: "rule_violation", title: "The destination is refused" },
  /** A link can't be made to expire before now; delete it instead. */
  "expiry-in-past": { code: "rule_violation", title: "The expiry lies in the past" },
  /** The same Idempotency-Key came with another body within 24 hours. Use a new key for a new request. */
  "idempotency-key-reused": { code: "rule_violation", title: "The idempotency key was used for another request" },
  /** Wait for the first request to end, then repeat this one to get the stored answer. */
  "idempotency-key-in-use": { code: "conflict", title: "A request with this idempotency key is still under way" },
  /** The workspace has no link with this id. A deleted link can be read and restored by its id. */
  "link-not-found": { code: "not_found", title: "No such link" },
  /** The If-Match header names a version that is not the current one. Read it again and repeat the change. */
  "etag-mismatch": { code: "precondition_failed", title: "The resource has changed" },
  /** A cursor is only valid as it was given, with the same filters and sort. Start again without it. */
  "cursor-invalid": { code: "contract_violation", title: "The cursor is not valid" },
  /** The workspace has no API key with this id. */
  "key-not-found": { code: "not_found", title: "No such key" },
  /** The new key's scopes must be among the scopes of the key that makes it. */
  "scope-not-held": { code: "rule_violation", title: "A key can't grant what its maker doesn't hold" },
  /** A key that expires makes only keys that expire no later. */
  "expiry-beyond-own": { code: "rule_violation", title: "A key can't outlive its maker" },
  /** The scopes of the key to revoke must be among those of the key that asks. */
  "key-beyond-own": { code: "forbidden", title: "A key can't revoke one that may do more" },
  /** Make another key with the operator scope first. */
  "last-operator-key": { code: "conflict", title: "The last operator key can't be revoked" },
  /** There is no workspace with this id. */
  "workspace-not-found": { code: "not_found", title: "No such workspace" },
  /** The period must end after it begins and give at most 1,000 points at the chosen interval. */
  "period-invalid": { code: "rule_violation", title: "The period is not valid" },
  /** Use a name of the IANA time zone database, such as Europe/Berlin. */
  "time-zone-unknown": { code: "rule_violation", title: "The time zone is unknown" },
  /** No process has ever run a job of this service and name. GET /api/v1/jobs lists those that there are. */
  "job-not-found": { code: "not_found", title: "No such job" },
  /** A run that was asked for has not begun yet. Wait for it, then ask again. */
  "job-run-waiting": { code: "conflict", title: "A run waits already" },
  /** This job does what there is to do whenever it runs; ask for it without `from` and `to`. */
  "job-takes-no-periods": { code: "rule_violation", title: "The job takes no periods" },
} as const satisfies Readonly<Record<string, ProblemEntry>>;

export type ProblemSlug = keyof typeof problems;

/** Makes the fault of a slug, for logic to return or throw; its status follows from the slug's code. */
export function fault<Slug extends ProblemSlug>(slug: Slug, options?: FaultOptions): Fault<Slug> {
  return new Fault(problems[slug].code, slug, options);
}
