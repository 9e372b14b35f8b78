// Holds a lock until it is killed: node hold-lock.ts postgres|redis URL NAME LEASE_MS; prints the token.
import { pino } from "pino";
import { createDatabase } from "../../db/database.ts";
import { BackgroundWork } from "../../lifecycle/spawn.ts";
import { RedisConnection } from "../../redis/redis-connection.ts";
import { LeasedLocks } from "../leased-locks.ts";
import { PostgresLockStore } from "../postgres-lock-store.ts";
import { RedisLockStore } from "../redis-lock-store.ts";

const [kind, url = "", name = "", leaseMs] = process.argv.slice(2);
const log = pino({ level: "silent" });

async function openStore() {
  if (kind === "postgres")
    return new PostgresLockStore(createDatabase({ url, applicationName: "holder", log, poolSize: 1 }));
  const observer = { up: () => undefined, command: () => undefined };
  const redis = new RedisConnection({ url, prefix: "test", applicationName: "holder", log, observer });
  await new Promise<void>((resolve) => redis.onState((up) => up && resolve()));
  return new RedisLockStore(redis);
}

const store = await openStore();
const locks = new LeasedLocks({ store, background: new BackgroundWork(log), owner: "test", log });
const lock = await locks.tryAcquire(name, { leaseMs: Number(leaseMs) });
process.stdout.write(`${lock?.token}\n`);
