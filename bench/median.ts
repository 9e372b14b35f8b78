/** The middle of the values, or the mean of the middle two. Throws on an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new Error("The median of nothing was asked for.");
  return (upper + lower) / 2;
}

/** The value below which `share` of the values lie, by nearest rank. Throws on an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error("A percentile of nothing was asked for.");
  return value;
}

/**
 * Runs each measurement in turn, `rounds` times over, so that a machine that drifts slows all alike; gives each one's
 * median.
 */
export async function interleaved<Name extends string>(
  rounds: number,
  measurements: Readonly<Record<Name, () => Promise<number>>>,
  say: (text: string) => void,
): Promise<Record<Name, number>> {
  // Object.keys of a Record<Name, …> are its names.
  const names = Object.keys(measurements) as Name[];
  const found = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 1; round <= rounds; round++) {
    for (const name of names) {
      const value = await measurements[name]();
      found.get(name)?.push(value);
      say(`round ${round}/${rounds} ${name}: ${formatNumber(value)}`);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(found.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}

/** Three significant digits below 100, whole numbers above. */
export function formatNumber(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-GB") : String(Number(value.toPrecision(3)));
}
