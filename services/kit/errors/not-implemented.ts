import { Fault } from "./fault.ts";

/**
 * What scaffolded logic throws until it is written; answered as 501, and refused on the main branch.
 *
 * @public Imported by what the generator scaffolds.
 */
export function notImplemented(operation: string): Fault<"not-implemented"> {
  return new Fault("not_implemented", "not-implemented", {
    detail: `${operation} is in the contract but is not written yet.`,
  });
}
