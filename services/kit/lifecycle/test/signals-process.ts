import { pino } from "pino";
import { handleSignals } from "../signals.ts";

/** A process for `signals.parts.test.ts`; the first argument says what it does. */
const [what] = process.argv.slice(2);
const log = pino({}, what === "unread" ? process.stderr : pino.destination({ dest: 1, sync: true }));
handleSignals({
  log,
  stop: async () => {
    log.info("stop called");
    // Simulates a stop that takes a moment.
    if (what === "slow") await new Promise((resolve) => setTimeout(resolve, 200));
    // Simulates a stop that does not end.
    if (what === "hangs") await new Promise((resolve) => setTimeout(resolve, 60_000));
    return what !== "unclean";
  },
  flush: [() => log.info("flushed")],
});
// oxlint-disable-next-line typescript/no-floating-promises -- what becomes of one is what the test is about.
if (what === "rejects") void Promise.reject(new Error("nobody caught me"));
if (what === "unread") setInterval(() => log.info("still here"), 10);
if (what === "unread") setInterval(() => process.stdout.write("."), 10);
setInterval(() => undefined, 60_000);
log.info("ready");
