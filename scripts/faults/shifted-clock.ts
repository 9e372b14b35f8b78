// Preloaded into processes whose clock is set by faults: Date tells the time plus the milliseconds in a file.
import { readFileSync } from "node:fs";

const lookMs = 50;
const file = process.env.CLOCK_SHIFT_FILE ?? "";
const realNow = Date.now;
let shiftMs = 0;

setInterval(() => {
  try {
    shiftMs = Number(readFileSync(file, "utf8"));
  } catch {
    shiftMs = 0;
  }
}, lookMs).unref();

const now = () => realNow() + shiftMs;

globalThis.Date = new Proxy(Date, {
  construct: (target, values, asked) =>
    Reflect.construct(target, values.length === 0 ? [now()] : values, asked),
  get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
});
