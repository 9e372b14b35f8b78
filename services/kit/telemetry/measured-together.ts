/**
 * Lets several metrics of one scrape share a measurement: whoever asks while one is under way gets that one. What it
 * throws becomes undefined, since /metrics has to answer, then above all; the values stay as they were.
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
