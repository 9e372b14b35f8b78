import { readdirSync, readFileSync } from "node:fs";
import type { Bench } from "../bench.ts";
import { makePaths, requireBalance } from "../links.ts";
import { startProduct } from "../product.ts";

/** Resident memory, shared pages split fairly among the processes that share them (Pss), PostgreSQL included. */
export const memory: Bench = {
  name: "memory",
  summary: "MB of everything embedded, idle after its first clicks",
  better: "lower",
  bar: 350,
  aim: 200,
  async run(say) {
    const product = await startProduct();
    try {
      const paths = await makePaths(product, 10);
      for (const path of paths) await fetch(product.url + path, { redirect: "manual" });
      await requireBalance(product);
      say("idle for 5 s");
      await new Promise((resolve) => setTimeout(resolve, 5_000));
      const own = pssMegabytes(product.pid);
      const all = [product.pid, ...descendants(product.pid)].reduce((sum, pid) => sum + pssMegabytes(pid), 0);
      return { ratio: all, details: { "Node, MB": own, "PostgreSQL, MB": all - own } };
    } finally {
      await product.stop();
    }
  },
};

function pssMegabytes(pid: number): number {
  try {
    const match = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "latin1"));
    return Number(match?.[1] ?? 0) / 1_024;
  } catch (cause) {
    if (process.platform === "linux") return 0;
    throw new Error("The memory bench reads /proc, which only Linux has.", { cause });
  }
}

function descendants(of: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const fields = readFileSync(`/proc/${name}/stat`, "latin1")
        .replace(/^.*\) /, "")
        .split(" ");
      parents.set(Number(name), Number(fields[1]));
    } catch {
      // It has ended since the folder was read.
    }
  }
  const below = (pid: number): number[] =>
    [...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)]);
  return below(of);
}
