/** What one bench found. */
export interface BenchResult {
  /** The measured thing against its bare limit, both measured in this run. */
  readonly ratio: number;
  /** What the ratio was made of, by name with its unit, such as `redirects/s`. */
  readonly details: Readonly<Record<string, number | string>>;
}

/** One measurement of the product against a limit. */
export interface Bench {
  /** As in `npm run bench NAME`. */
  readonly name: string;
  /** One line: what is divided by what. */
  readonly summary: string;
  /** Which way is good. */
  readonly better: "higher" | "lower";
  /** What it must reach, and what it should. In the unit of the ratio. */
  readonly bar: number;
  readonly aim: number;
  /** Takes many minutes: runs only when it is named. Default false. */
  readonly slow?: boolean;
  /** More than Node that it takes, such as `Redis`; then it runs only when it is named. */
  readonly needs?: string;
  /** Runs it; `say` shows progress. Takes care of its own processes and folders, also when it fails. */
  run(say: (text: string) => void): Promise<BenchResult>;
}

/** True when the result reaches `limit`. */
export function reaches(bench: Bench, ratio: number, limit: number): boolean {
  return bench.better === "higher" ? ratio >= limit : ratio <= limit;
}
