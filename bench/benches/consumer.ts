import { rename } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { clicksConsumer } from "@waypost/analytics/consumers/clicks.ts";
import { dayOf } from "@waypost/analytics/domain/click-time.ts";
import { restAfterFold } from "@waypost/analytics/jobs/fold-rollups.ts";
import { analytics } from "@waypost/analytics/service.ts";
import { makeDayKey } from "@waypost/analytics/store/days.ts";
import { foldAll } from "@waypost/analytics/store/fold.ts";
import { defaultGeoFile, GeoFile } from "@waypost/analytics/store/geo-file.ts";
import { openLogWriter } from "@waypost/kit/local-log/writer.ts";
import { makeTestHost } from "@waypost/testing/test-host.ts";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { Bench } from "../bench.ts";
import { type ConsumerDatabase, openConsumerDatabase } from "../consumer/consumer-database.ts";
import { ClickMaker } from "../consumer/make-clicks.ts";
import { postgresProcessorMs } from "../consumer/postgres-processor-time.ts";
import { median } from "../median.ts";

const clicks = 300_000;
/** So many that folds take the share of the time that they take in the long run. */
const rounds = 20;

/**
 * From the log on disk to rows, roll-ups and position in PostgreSQL, visible to readers, while roll-ups are folded
 * when the service would. The rounds are one long run of one consumer, which gets a log full of clicks in each, with a
 * pause for the bare COPY.
 */
export const consumer: Bench = {
  name: "consumer",
  summary:
    "clicks/s through the consumer, with roll-ups and their folds, ÷ rows/s of a bare COPY of the same rows",
  better: "higher",
  bar: 0.2,
  aim: 0.4,
  async run(say) {
    const opened = await openConsumerDatabase();
    const owner = new pg.Client({ connectionString: opened.ownerUrl });
    await owner.connect();
    try {
      await owner.query("create schema bench; create table bench.clicks (like analytics.clicks)");
      const now = Date.now();
      const maker = new ClickMaker(await makeDayKey(opened.database.db, dayOf(now)), now);
      let seconds = 0;
      const copied: number[] = [];
      const processor: number[] = [];
      const postgres: number[] = [];
      const folds = new Folds(opened);
      const running = makeConsumer(opened);
      await running.start();
      // The first round warms up and is not counted.
      for (let round = 0; round <= rounds; round++) {
        const lane = await fillLog(opened, maker);
        // Neither pays for what the other left to write.
        await owner.query("checkpoint");
        const before = process.cpuUsage();
        const postgresBefore = (await postgresProcessorMs(owner)) ?? Number.NaN;
        const took = await consume(opened, owner, folds, { lane, target: clicks * (round + 1) });
        const { user, system } = process.cpuUsage(before);
        const postgresAfter = (await postgresProcessorMs(owner)) ?? Number.NaN;
        await owner.query("checkpoint");
        const barePerSecond = await copyAgain(owner, lane);
        if (round === 0) continue;
        seconds += took;
        copied.push(barePerSecond);
        processor.push((user + system) / clicks);
        postgres.push(((postgresAfter - postgresBefore) * 1_000) / clicks);
        say(
          `round ${round}/${rounds}: ${Math.round(clicks / took)} clicks/s, COPY ${Math.round(barePerSecond)} rows/s`,
        );
      }
      await running.stop();
      // Not the median of the rounds: a fold falls into few of them, and counts.
      const storedPerSecond = (rounds * clicks) / seconds;
      return {
        ratio: storedPerSecond / median(copied),
        details: {
          "clicks/s, stored and visible": storedPerSecond,
          "folds while they were stored": folds.done,
          "seconds they took": folds.tookMs / 1_000,
          "seconds to fold what was left": await folds.foldRest(),
          "bare COPY, rows/s": median(copied),
          "processor µs of Node per click": median(processor),
          ...(postgres.some(Number.isNaN)
            ? {}
            : { "processor µs of PostgreSQL per click": median(postgres) }),
        },
      };
    } finally {
      await owner.end();
      await opened.close();
    }
  },
};

const topicFolder = (opened: ConsumerDatabase) => join(opened.folder, "log/clicks");
/** Beside the log, where the consumer doesn't look yet. */
const readyFolder = (opened: ConsumerDatabase) => join(opened.folder, "ready");

/** Writes clicks into a lane of their own; answers its name. */
async function fillLog(opened: ConsumerDatabase, maker: ClickMaker): Promise<string> {
  const writer = openLogWriter({ directory: readyFolder(opened), floorBytes: 0 });
  for (let made = 0; made < clicks; made += 1_000) {
    for (let index = 1; index < 1_000; index++) writer.append(maker.make(Date.now()), () => undefined);
    await writer.appendAsync(maker.make(Date.now()));
  }
  await writer.close();
  return writer.lane;
}

/** The folds of the roll-ups, as often as the job of the service makes them; time between rounds does not count. */
class Folds {
  static readonly #everyMs = 5_000;
  readonly #opened: ConsumerDatabase;
  #waitMs = Folds.#everyMs;
  #underWay: Promise<void> | undefined;
  done = 0;
  tookMs = 0;

  constructor(opened: ConsumerDatabase) {
    this.#opened = opened;
  }

  /** So much time of the run has gone by. */
  pass(ms: number): void {
    this.#waitMs -= ms;
    if (this.#waitMs > 0 || this.#underWay !== undefined) return;
    this.#underWay = this.#fold().then((took) => {
      this.done += 1;
      this.tookMs += took;
      this.#waitMs = Math.max(Folds.#everyMs, restAfterFold(took));
      this.#underWay = undefined;
    });
  }

  /** Resolves when none is under way. */
  async settled(): Promise<void> {
    await this.#underWay;
  }

  /** Folds what is left; answers the seconds that took. */
  async foldRest(): Promise<number> {
    await this.settled();
    return (await this.#fold()) / 1_000;
  }

  async #fold(): Promise<number> {
    const begunAt = performance.now();
    const scope = { signal: new AbortController().signal };
    await foldAll(this.#opened.database, scope);
    return performance.now() - begunAt;
  }
}

function makeConsumer({ database, ownerUrl, folder: dataFolder }: ConsumerDatabase) {
  const { host, close } = makeTestHost(analytics, { ownerUrl, dataFolder });
  const { start, stop } = clicksConsumer(
    { database, geo: new GeoFile(defaultGeoFile(), host.ops.log) },
    host,
  );
  return { start, stop: () => stop().then(close) };
}

/** Hands a lane to the consumer, and makes the folds that are due; answers the seconds until all was stored and no fold under way. */
async function consume(
  opened: ConsumerDatabase,
  owner: pg.Client,
  folds: Folds,
  { lane, target }: { readonly lane: string; readonly target: number },
): Promise<number> {
  const startedAt = performance.now();
  await rename(join(readyFolder(opened), lane), join(topicFolder(opened), lane));
  for (let passed = startedAt; (await storedSoFar(owner)) < target; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const now = performance.now();
    folds.pass(now - passed);
    passed = now;
  }
  await folds.settled();
  return (performance.now() - startedAt) / 1_000;
}

async function storedSoFar(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ stored: string }>(
    "select coalesce(sum(stored), 0) stored from analytics.lanes",
  );
  return Number(rows[0]?.stored);
}

/** Copies the rows of a lane out, and times how long they take in again: the same bytes, a table without an index. */
async function copyAgain(owner: pg.Client, lane: string): Promise<number> {
  const out = owner.query(
    copyTo(
      `copy (select c.* from analytics.clicks c join analytics.lanes l on l.id = c.lane_id where l.lane = '${lane}') to stdout (format binary)`,
    ),
  );
  const bytes = Buffer.concat(await Array.fromAsync<Buffer>(out));
  await owner.query("truncate bench.clicks; checkpoint");
  const startedAt = performance.now();
  await pipeline([bytes], owner.query(copyFrom("copy bench.clicks from stdin (format binary)")));
  const seconds = (performance.now() - startedAt) / 1_000;
  const { rows } = await owner.query<{ n: string }>("select count(*) n from bench.clicks");
  if (Number(rows[0]?.n) !== clicks) throw new Error(`The bare table has ${rows[0]?.n} rows, not ${clicks}.`);
  return clicks / seconds;
}
