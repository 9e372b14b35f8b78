import type { Registry } from "prom-client";
import type { Log } from "../telemetry/log.ts";
import { gauge } from "../telemetry/metrics.ts";

/** Told how many lanes are in trouble, whenever that changes. */
export type TroubledLanes = (lanes: number) => void;

/** Shows in the metrics of the process how many lanes of a topic's log can't be read or adopted. */
export function observeTroubles(metrics: Registry, topic: string): TroubledLanes {
  const troubled = gauge(metrics, {
    name: "waypost_log_troubled_lanes",
    help: "Lanes on this disk that can't be read or adopted; the log says why. The others go on.",
    labels: ["topic"],
  });
  troubled.set({ topic }, 0);
  return (lanes) => troubled.set({ topic }, lanes);
}

type Step = "opened" | "looked at" | "listed" | "read" | "adopted" | "cleared away";

/** Keeps what fails with one lane from the others; one line in the log when it begins and one when it is over. */
export class LaneTroubles {
  /** By lane and step, so that a step that works ends no trouble of another. */
  readonly #known = new Map<string, { readonly lane: string; readonly step: Step }>();
  readonly #directory: string;
  readonly #log: Log | undefined;
  readonly #changed: TroubledLanes;

  constructor(directory: string, log: Log | undefined, changed: TroubledLanes = () => undefined) {
    this.#directory = directory;
    this.#log = log;
    this.#changed = changed;
  }

  /** What the work returns; undefined when it threw, which is reported. */
  contain<T>(lane: string, step: Step, work: () => T): T | undefined {
    try {
      const done = work();
      this.#end(lane, step);
      return done;
    } catch (error) {
      this.#begin(lane, step, error);
      return undefined;
    }
  }

  /** Tells a failure as {@link LaneTroubles.contain} does, and throws it on. */
  async watch<T>(lane: string, step: Step, work: Promise<T>): Promise<T> {
    try {
      const done = await work;
      this.#end(lane, step);
      return done;
    } catch (error) {
      this.#begin(lane, step, error);
      throw error;
    }
  }

  /** Ends the troubles of lanes that are not there any more. */
  keepOnly(present: ReadonlySet<string>): void {
    for (const { lane, step } of this.#known.values()) if (!present.has(lane)) this.#end(lane, step);
  }

  #begin(lane: string, step: Step, error: unknown): void {
    const key = `${lane} ${step}`;
    if (this.#known.has(key)) return;
    this.#known.set(key, { lane, step });
    const facts = { err: error, lane, directory: this.#directory };
    this.#log?.error(facts, `A lane can't be ${step}; the others go on, and it is tried again`);
    this.#tell();
  }

  #end(lane: string, step: Step): void {
    if (this.#known.size === 0 || !this.#known.delete(`${lane} ${step}`)) return;
    this.#log?.info({ lane, directory: this.#directory }, `The lane can be ${step} again, or is gone`);
    this.#tell();
  }

  #tell(): void {
    this.#changed(new Set(Array.from(this.#known.values(), ({ lane }) => lane)).size);
  }
}
