// Generated from api/shared/problems.yaml by `npm run gen`. Do not edit: change the contract and generate again.

/** Every problem that an operation may answer; the framework's own, such as `contract-violation`, are not among them. */
export type ProblemSlug =
  | "alias-taken"
  | "alias-reserved"
  | "destination-refused"
  | "expiry-in-past"
  | "idempotency-key-reused"
  | "idempotency-key-in-use"
  | "link-not-found"
  | "etag-mismatch"
  | "cursor-invalid"
  | "key-not-found"
  | "scope-not-held"
  | "expiry-beyond-own"
  | "key-beyond-own"
  | "last-operator-key"
  | "workspace-not-found"
  | "period-invalid"
  | "time-zone-unknown"
  | "job-not-found"
  | "job-run-waiting"
  | "job-takes-no-periods"
  | "link-expired"
  | "link-deleted"
  | "link-limit-reached";
