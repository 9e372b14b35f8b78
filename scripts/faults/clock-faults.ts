import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SettingTexts } from "../stack/stack-settings.ts";
import type { Fault } from "./fault.ts";

const settable = ["links-1", "analytics-consumers-1"] as const;
const minuteMs = 60_000;

/** What happens to the clocks of single machines. */
export const clockFaults = {
  "clock-set": {
    does: "the clock of a process set forward or back by up to a day, and right again",
    async inflict(arena, random) {
      const { data } = arena.parts;
      const name = random.pick(settable);
      const minutes = random.integer(1, 1_440) * random.pick([1, -1]);
      writeFileSync(clockFile(data, name), String(minutes * minuteMs));
      try {
        await arena.hold(random);
      } finally {
        writeFileSync(clockFile(data, name), "0");
      }
      return `${name} by ${minutes} minutes`;
    },
  },
} as const satisfies Record<string, Fault>;

/** What a process of the stack on `data` needs whose clock can be set. */
export function clockSettings(data: string, process: string): SettingTexts {
  if (!settable.some((name) => name === process)) return {};
  return {
    NODE_OPTIONS: `--import ${JSON.stringify(join(import.meta.dirname, "shifted-clock.ts"))}`,
    CLOCK_SHIFT_FILE: clockFile(data, process),
  };
}

function clockFile(data: string, process: string): string {
  return join(data, `clock-of-${process}`);
}
