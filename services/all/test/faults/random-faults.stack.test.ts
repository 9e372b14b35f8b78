import { afterEach, beforeEach, expect, onTestFailed, test } from "vitest";
import { FaultWorld } from "./fault-world.ts";
import { newRandom, type Random } from "./random.ts";

/** How long faults go on; `WAYPOST_TEST_FAULT_SECONDS` for more. */
const seconds = Number(process.env.WAYPOST_TEST_FAULT_SECONDS ?? 30);

type Fault = (world: FaultWorld, random: Random) => Promise<void>;

const faults: Readonly<Record<string, Fault>> = {
  "a kill among visits": async (world, random) => {
    const visits = world.visit(random.integer(1, 60));
    if (random.integer(0, 1) === 1) await new Promise(setImmediate);
    await Promise.all([world.kill(), visits]);
    await world.start();
  },
  "an orderly restart": async (world) => {
    await world.stopInOrder();
    await world.start();
  },
  "PostgreSQL killed among visits": async (world, random) => {
    const visits = world.visit(random.integer(1, 60));
    world.killPostgres();
    await visits;
  },
  "both killed": async (world) => {
    world.killPostgres();
    await world.kill();
    await world.start();
  },
  "a torn tail": async (world, random) => {
    // With the database away the last visits are in the log only.
    world.killPostgres();
    await world.visit(random.integer(1, 40));
    await world.kill();
    world.cutTail(random.integer(1, 600));
    await world.start();
  },
  "a database put back from an older backup": async (world, random) => {
    await world.stopInOrder();
    world.backUp();
    await world.start();
    await world.visit(random.integer(1, 40));
    await world.expectBalance();
    await world.stopInOrder();
    world.restore();
    await world.start();
  },
  "a second start": (world) => world.expectSecondStartRefused(),
};

let world: FaultWorld;
beforeEach(() => {
  world = new FaultWorld();
});
afterEach(() => world.close());

test("whatever is killed, cut or put back, the ledger accounts for every visitor", {
  timeout: seconds * 1_000 + 120_000,
}, async () => {
  const random = newRandom();
  const done: string[] = [];
  onTestFailed(() => {
    process.stderr.write(`WAYPOST_TEST_SEED=${random.seed}\n${done.join("\n")}\n${world.log}\n`);
  });
  await world.open();
  const endAt = performance.now() + seconds * 1_000;
  while (performance.now() < endAt) {
    const name = random.pick(Object.keys(faults));
    done.push(`${name}, after ${JSON.stringify(world.seen)}`);
    await world.visit(random.integer(1, 50));
    await faults[name]?.(world, random);
    await world.repeat(random.integer(1, 10));
    await world.expectBalance();
  }
  await world.expectRollupsAgree();
  expect(done).not.toEqual([]);
});
