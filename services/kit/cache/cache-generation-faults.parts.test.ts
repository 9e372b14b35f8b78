import { setTimeout as delay } from "node:timers/promises";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { TestRedis } from "@waypost/testing/redis-server.ts";
import { recordingLog } from "@waypost/testing/rest-fixture.ts";
import { seededRandom } from "@waypost/testing/seeded-random.ts";
import { Registry } from "prom-client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RedisConnection } from "../redis/redis-connection.ts";
import { readThrough } from "./read-through.ts";
import { RedisCache } from "./redis-cache.ts";

const program = findCapability("redis") ?? "";
const patience = { timeout: 30_000, interval: 5 };
const seed = Number(process.env.WAYPOST_TEST_SEED ?? 5);
const rounds = Number(process.env.WAYPOST_TEST_STEPS ?? 25);
const codec = { encode: String, decode: Number, holdMs: () => 600_000 };

const keys = ["aa", "bb", "cc"];

type Random = (below: number) => number;

/** A store with versions, which tells of every change, in order, to each process that listens, sooner or later. */
class Source {
  readonly versions = new Map<string, number>();
  readonly #processes = new Set<Process>();

  listen(process: Process): void {
    this.#processes.add(process);
  }

  unlisten(process: Process): void {
    this.#processes.delete(process);
  }

  change(key: string): void {
    this.versions.set(key, this.read(key) + 1);
    for (const process of this.#processes) process.queue.push(key);
  }

  read(key: string): number {
    return this.versions.get(key) ?? 0;
  }
}

/** A process with a cache of its own before the shared one, as the redirect has. */
class Process {
  /** Changes that are on their way to it. */
  queue: string[] = [];
  readonly cache: RedisCache;
  readonly #own = new Map<string, number>();
  /** How often a key was heard to have changed, or anything may have. */
  readonly #changes = new Map<string, number>();
  readonly #source: Source;
  readonly #random: Random;
  readonly #redis: RedisConnection;
  readonly #stopping = new AbortController();
  readonly #running: Promise<unknown>;
  #heard = false;
  hits = 0;

  constructor(source: Source, url: string, random: Random) {
    this.#source = source;
    this.#random = random;
    const { log } = recordingLog();
    this.#redis = new RedisConnection({
      ...{ url, prefix: "test", applicationName: "test", log, budgetMs: 2_000, minDelayMs: 1, maxDelayMs: 5 },
      observer: { up: () => undefined, command: () => undefined },
    });
    this.cache = new RedisCache({
      ...{ redis: this.#redis, name: "things", metrics: new Registry(), log, beatMs: 4, patienceMs: 40 },
      caughtUp: () => this.#caughtUp(),
    });
    this.#running = Promise.all([this.cache.run(this.#stopping.signal), this.#hear()]);
    this.setHeard(true);
  }

  /** As when the connection for notifications breaks, or is there again. */
  setHeard(heard: boolean): void {
    if (heard === this.#heard) return;
    this.#heard = heard;
    if (heard) {
      this.#source.listen(this);
      for (const key of keys) this.#noteChange(key);
    } else {
      this.#source.unlisten(this);
      this.queue = [];
    }
    this.cache.setHeard(heard);
  }

  get heard(): boolean {
    return this.#heard;
  }

  async visit(key: string): Promise<number> {
    const known = this.#own.get(key);
    if (known !== undefined && this.#heard) return known;
    const before = this.#changes.get(key);
    let asked = false;
    const value = await readThrough(this.cache, key, codec, async () => {
      asked = true;
      const version = this.#source.read(key);
      // Simulates a source that takes its time.
      await delay(this.#random(6));
      return version;
    });
    if (!asked) this.hits++;
    if (before === this.#changes.get(key) && this.#heard) this.#own.set(key, value);
    return value;
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#redis.close();
  }

  async #hear(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      // Simulates notifications that come late.
      await delay(this.#random(8));
      for (let count = this.#random(4); count > 0; count--) this.#hearOne();
    }
  }

  #hearOne(): void {
    const key = this.queue.shift();
    if (key === undefined) return;
    this.#noteChange(key);
    this.cache.drop(key);
  }

  #noteChange(key: string): void {
    this.#own.delete(key);
    this.#changes.set(key, (this.#changes.get(key) ?? 0) + 1);
  }

  async #caughtUp(): Promise<void> {
    for (let left = this.queue.length; left > 0; left--) {
      // Simulates notifications that come one after the other.
      await delay(1);
      this.#hearOne();
    }
  }
}

describe.skipIf(program === "")("the generation of a shared cache", { timeout: 240_000 }, () => {
  let server: TestRedis;
  let processes: Process[];

  beforeEach(async () => {
    server = await TestRedis.start({ program });
    processes = [];
  });
  afterEach(async () => {
    await Promise.all(processes.map((process) => process.close()));
    await server.close();
  });

  test(`whoever stops hearing, comes, goes or loses Redis: in the end nobody holds what is old (seed ${seed})`, async () => {
    const random = seededRandom(seed);
    const source = new Source();
    const pick = <T>(list: readonly T[]): T | undefined => list[random(list.length)];
    const come = () => processes.push(new Process(source, server.url, random));
    come();
    come();
    let hits = 0;
    for (let round = 0; round < rounds; round++) {
      for (let step = 0; step < 120; step++) {
        const choice = random(1_000);
        const process = pick(processes);
        const key = pick(keys) ?? "";
        if (choice < 700) process?.visit(key).catch(() => undefined);
        else if (choice < 940) source.change(key);
        else if (choice < 965) process?.setHeard(!process.heard);
        else if (choice < 975) await server.flush();
        else if (choice < 980) await server.command("DEL", "test:things:era");
        else if (choice < 990 && processes.length < 4) come();
        else if (choice < 996 && processes.length > 1) await processes.shift()?.close();
        else if (choice >= 998) {
          await server.kill();
          await server.restart();
        }
        // Simulates the pace of a day.
        if (random(3) === 0) await delay(random(6));
      }
      for (const process of processes) process.setHeard(true);
      await vi.waitUntil(
        () => processes.every(({ queue, cache }) => queue.length === 0 && cache.isIn),
        patience,
      );
      for (const key of keys)
        for (const process of processes)
          expect([round, key, await process.visit(key)]).toEqual([round, key, source.read(key)]);
      hits += processes.reduce((sum, process) => sum + process.hits, 0);
    }
    expect(hits).toBeGreaterThan(0);
  });
});
