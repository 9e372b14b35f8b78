import { appendFileSync } from "node:fs";
import { laneFolder, listLanes, listSegments } from "@waypost/kit/local-log/lane-files.ts";
import type { Fault } from "./fault.ts";

/** The processes that write clicks. */
const writers = ["links-1", "links-2"] as const;

/** What happens to the disks that clicks are written to. */
export const diskFaults = {
  "torn-tail": {
    does: "kill -9 of a process of links, and half a record at the end of each of its segments",
    async inflict(arena, random) {
      const name = random.pick(writers);
      await arena.kill(name, () => tearTails(arena.clickLogOf(name), random.integer(1, 60)));
      return name;
    },
  },
  "disk-full": {
    does: "no room on the disks of clicks: visitors are sent on and counted as unrecorded",
    async inflict(arena, random) {
      const { settings, traffic, book } = arena.parts;
      await arena.quiet();
      for (const name of writers) settings.set(name, { WAYPOST_LOG_FLOOR_MB: "1048576" });
      for (const name of writers) await arena.process(name).restart();
      const { attempts } = traffic.counts;
      const visits = random.integer(10, 60);
      await traffic.visit(visits);
      // One that was sent on, unheard, and asked again was unrecorded twice.
      book.unrecorded += traffic.counts.attempts - attempts;
      settings.clear();
      for (const name of writers) await arena.process(name).restart();
      return `${visits} visits unrecorded`;
    },
  },
} as const satisfies Record<string, Fault>;

function tearTails(directory: string, bytes: number): void {
  for (const lane of listLanes(directory)) {
    const last = listSegments(laneFolder(directory, lane)).at(-1);
    if (last !== undefined) appendFileSync(last.path, Buffer.alloc(bytes, 7));
  }
}
