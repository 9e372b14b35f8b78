import type { Parameters } from "fast-check";

/**
 * How often a property is tried. A failure prints its seed and path; `WAYPOST_TEST_SEED` makes a run begin with that
 * seed again.
 */
export function propertyRuns<T>(numRuns: number): Parameters<T> {
  const seed = process.env.WAYPOST_TEST_SEED;
  return { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) };
}
