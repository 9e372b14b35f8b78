/**
 * Lets several metrics of one scrape share a measurement: a call while one is under way gets its result. An error becomes
 * undefined and leaves the values as they were, since /metrics must answer most of all when something fails.
 */
export function measuredTogether<T>(measure: () => Promise<T>): () => Promise<T | undefined> {
  let underWay: Promise<T | undefined> | undefined;
  return () => {
    underWay ??= measure()
      .catch(() => undefined)
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };
}
