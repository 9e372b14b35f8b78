export type * from "./generated/operations.schemas.ts";
export { TimeoutError } from "./generated/runtime/errors.ts";
export { type FieldProblem, type ServerSlug, WaypostProblem } from "./problem.ts";
export { createWaypost, type Waypost, type WaypostOptions } from "./waypost.ts";
