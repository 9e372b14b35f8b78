import type { Bench } from "../bench.ts";
import { consumer } from "./consumer.ts";
import { create } from "./create.ts";
import { gen } from "./gen.ts";
import { kafka } from "./kafka.ts";
import { list } from "./list.ts";
import { localLog } from "./local-log.ts";
import { memory } from "./memory.ts";
import { redirect } from "./redirect.ts";
import { redirectDistributed } from "./redirect-distributed.ts";
import { redirectLinks, redirectScale } from "./redirect-links.ts";
import { redirectP99 } from "./redirect-p99.ts";
import { rpc } from "./rpc.ts";
import { start } from "./start.ts";
import { stats } from "./stats.ts";
import { visible } from "./visible.ts";

/** Every bench, in the order they run. */
export const benches: readonly Bench[] = [
  redirect,
  redirectP99,
  redirectDistributed,
  redirectLinks,
  redirectScale,
  localLog,
  consumer,
  kafka,
  visible,
  create,
  rpc,
  list,
  stats,
  start,
  memory,
  gen,
];
