import type { DayKey } from "../domain/address-seal.ts";
import { readDayKey } from "./days.ts";
import type { AnalyticsDb } from "./tables.ts";

const MAX_DAYS = 400;

/** Keys of days that were asked for. A key never changes, so one that was found stays; one that wasn't is asked again. */
export class DayKeys {
  readonly #keys = new Map<number, DayKey>();
  #forgottenBefore = Number.NEGATIVE_INFINITY;

  get(day: number): DayKey | null {
    return this.#keys.get(day) ?? null;
  }

  /** Loads the keys of these days, where they have one, for {@link DayKeys.get}. */
  async load(db: AnalyticsDb, days: ReadonlySet<number>): Promise<void> {
    for (const day of days) {
      if (this.#keys.has(day)) continue;
      const key = await readDayKey(db, day);
      if (key === null) continue;
      if (this.#keys.size >= MAX_DAYS) this.#keys.clear();
      this.#keys.set(day, key);
    }
  }

  /** Forgets the keys of days before `day`, which were destroyed; true when that may be more than the last time. */
  forgetBefore(day: number): boolean {
    if (day <= this.#forgottenBefore) return false;
    this.#forgottenBefore = day;
    for (const known of this.#keys.keys()) if (known < day) this.#keys.delete(known);
    return true;
  }

  /** Forgets all. */
  clear(): void {
    this.#keys.clear();
  }
}
