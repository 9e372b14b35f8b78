import { setTimeout as delay } from "node:timers/promises";
import type { Random } from "@waypost/all/test/faults/random.ts";
import { stackProcesses } from "../stack/stack-plan.ts";
import type { Arena } from "./arena.ts";
import type { Fault } from "./fault.ts";
import { killPostgres } from "./postgres-faults.ts";

type Names = readonly [string, ...string[]];

function killOneOf(does: string, names: Names): Fault {
  return {
    does,
    async inflict(arena, random) {
      const name = random.pick(names);
      await arena.kill(name);
      return name;
    },
  };
}

/** kill -9 of each kind of process, alone and in heaps; and orderly comings and goings. */
export const processFaults = {
  "kill-links": killOneOf("kill -9 of a process of links", ["links-1", "links-2"]),
  "kill-consumer": killOneOf("kill -9 of a consumer of clicks", [
    "analytics-consumers-1",
    "analytics-consumers-2",
  ]),
  "kill-rpc": killOneOf("kill -9 of a process that answers for analytics", ["analytics-1", "analytics-2"]),
  "kill-identity": killOneOf("kill -9 of a process of identity", ["identity-1", "identity-2"]),
  "kill-jobs": killOneOf("kill -9 of a process with jobs", ["analytics-jobs", "links-jobs"]),
  "kill-many": {
    does: "kill -9 of several processes, PostgreSQL among them, in quick succession",
    inflict: killMany,
  },
  "consumers-come-and-go": {
    does: "consumers of clicks stop in order and start again, in turns",
    async inflict(arena, random) {
      const turns = random.integer(1, 3);
      for (let turn = 0; turn < turns; turn++) {
        const managed = arena.process(`analytics-consumers-${random.integer(1, 2)}`);
        await managed.stop();
        await arena.hold(random);
        await managed.start();
      }
      return `${turns} turns`;
    },
  },
} as const satisfies Record<string, Fault>;

async function killMany(arena: Arena, random: Random): Promise<string> {
  const names = [...stackProcesses.map(({ name }) => name), "postgres"];
  const killed: string[] = [];
  const deaths = random.integer(3, 6);
  for (let death = 0; death < deaths; death++) {
    const name = random.pick(names);
    if (name === "postgres") await killPostgres(arena);
    else await arena.kill(name);
    killed.push(name);
    await delay(random.integer(0, 800));
  }
  return killed.join(", ");
}
