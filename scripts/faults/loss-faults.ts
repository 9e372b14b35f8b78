import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "@waypost/all/test/faults/random.ts";
import { runOnce } from "../stack/run-once.ts";
import type { Arena } from "./arena.ts";
import { damageRecord } from "./damage-record.ts";
import type { Fault } from "./fault.ts";
import { judgeLedger } from "./judge-ledger.ts";

const victim = "links-1";

/** What destroys clicks: the ledger must tell exactly how many. */
export const lossFaults = {
  "lane-disk-lost": {
    does: "the log of a dead process deleted with clicks that the broker never got, and its lanes written off",
    async inflict(arena, random) {
      const { proxies, book } = arena.parts;
      const visits = await visitUnforwarded(arena, random);
      const log = arena.clickLogOf(victim);
      await arena.kill(victim, () => rmSync(log, { recursive: true, force: true }));
      proxies.kafka.heal();
      await writeOffUnknown(arena, visits);
      book.lost += visits;
      await alarmed(arena);
      return `${visits} clicks lost`;
    },
  },
  "log-damaged": {
    does: "a record in the middle of a dead process's log damaged that the broker never got",
    async inflict(arena, random) {
      const { api, proxies, book } = arena.parts;
      await visitUnforwarded(arena, random);
      const { lanes } = await api.ledger();
      const [fullest] = lanes.toSorted((a, b) => b.inFlight - a.inFlight);
      if (fullest === undefined) throw new Error("No lane has clicks that are not forwarded.");
      // Not its last one, or it would be a torn end.
      const place = -random.integer(2, fullest.inFlight);
      await arena.kill(victim, () => damageRecord(arena.clickLogOf(victim), fullest.lane, place));
      proxies.kafka.heal();
      book.lost += 1;
      await alarmed(arena);
      return "1 click lost";
    },
  },
} as const satisfies Record<string, Fault>;

/** Makes clicks that are in the log of the victim only, and known to the ledger; the way to the broker stays cut. */
async function visitUnforwarded(arena: Arena, random: Random): Promise<number> {
  const { proxies, traffic, book, api, stack } = arena.parts;
  await arena.quiet();
  await arena.until("nothing is in flight", async () => {
    return judgeLedger(await api.ledger(), traffic.counts.answered, book).length === 0;
  });
  proxies.kafka.refuse();
  const visits = random.integer(20, 60);
  await traffic.visit(visits, stack.urls.get(victim));
  await arena.until("the heads are told", async () => (await api.ledger()).inFlight === visits);
  return visits;
}

/** As an operator does who knows that a disk is gone; `clicks` are all that it took along. */
async function writeOffUnknown(arena: Arena, clicks: number): Promise<void> {
  const { api, root, stack } = arena.parts;
  const unknown = async () => (await api.ledger()).lanes.filter(({ state }) => state === "unknown");
  await arena.until("its lanes are unknown", async () => {
    const inFlight = (await unknown()).reduce((all, lane) => all + lane.inFlight, 0);
    return inFlight === clicks;
  });
  const environment = { PATH: process.env.PATH ?? "", WAYPOST_DATABASE_URL: stack.databaseUrl };
  for (const { lane } of await unknown())
    await runOnce("lanes", join(root, "scripts/lanes/main.ts"), environment, ["write-off", lane]);
}

/** The metric that alarms stand on tells of the loss. */
async function alarmed(arena: Arena): Promise<void> {
  const { book } = arena.parts;
  const metric = `waypost_ledger{term="lost"} ${book.lost}`;
  await arena.until(`the metrics say ${metric}`, async () => {
    const { adminUrl } = arena.process("analytics-jobs");
    const answer = await fetch(`${adminUrl}/metrics`, { signal: AbortSignal.timeout(5_000) });
    return (await answer.text()).split("\n").includes(metric);
  });
}
