import { appendFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { laneFolder, listLanes, listSegments } from "@waypost/kit/local-log/lane-files.ts";
import { runOnce } from "../stack/run-once.ts";
import type { Arena } from "./arena.ts";
import type { Fault } from "./fault.ts";
import { judgeLedger } from "./judge-ledger.ts";

const writers = ["links-1", "links-2"] as const;

/** What happens to the disks that clicks are written to. */
export const diskFaults = {
  "torn-tail": {
    does: "kill -9 of a process of links, and half a record at the end of each of its segments",
    async inflict(arena, random) {
      const name = random.pick(writers);
      await arena.kill(name, () => tearTails(logOf(arena, name), random.integer(1, 60)));
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
  "lane-disk-lost": {
    does: "the log of a dead process deleted with clicks that the broker never got, and its lanes written off",
    async inflict(arena, random) {
      const { proxies, traffic, book, api, root, stack } = arena.parts;
      const [name] = writers;
      await arena.quiet();
      await arena.until("nothing is in flight", async () => {
        return judgeLedger(await api.ledger(), traffic.counts.answered, book).length === 0;
      });
      proxies.kafka.refuse();
      const visits = random.integer(10, 60);
      await traffic.visit(visits, stack.urls.get(name));
      await arena.until("the heads are told", async () => (await api.ledger()).inFlight === visits);
      await arena.kill(name, () => rmSync(logOf(arena, name), { recursive: true, force: true }));
      proxies.kafka.heal();
      let open = visits;
      await arena.until("its lanes are unknown", async () => {
        const { lanes } = await api.ledger();
        const gone = lanes.filter(({ state }) => state === "unknown");
        open = gone.reduce((all, { inFlight }) => all + inFlight, 0);
        return open === visits;
      });
      const { lanes } = await api.ledger();
      const environment = { PATH: process.env.PATH ?? "", WAYPOST_DATABASE_URL: stack.databaseUrl };
      for (const { lane } of lanes.filter(({ state }) => state === "unknown"))
        await runOnce("lanes", join(root, "scripts/lanes/main.ts"), environment, ["write-off", lane]);
      book.lost += visits;
      return `${visits} clicks lost`;
    },
  },
} as const satisfies Record<string, Fault>;

function logOf({ parts }: Arena, process: string): string {
  return join(parts.data, process, "log/clicks");
}

function tearTails(directory: string, bytes: number): void {
  for (const lane of listLanes(directory)) {
    const last = listSegments(laneFolder(directory, lane)).at(-1);
    if (last !== undefined) appendFileSync(last.path, Buffer.alloc(bytes, 7));
  }
}
