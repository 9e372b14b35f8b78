import { expect, test } from "vitest";
import { ClickLimits } from "./click-limits.ts";

const never = () => Promise.reject(new Error("nobody looks"));

test("visitors of one link share statements and never get more clicks than there are", async () => {
  const sizes: number[] = [];
  let left = 120;
  const limits = new ClickLimits(async (_, count) => {
    sizes.push(count);
    await new Promise((resolve) => setImmediate(resolve));
    const granted = Math.min(left, count);
    left -= granted;
    return granted;
  }, never);
  const taken = await Promise.all(Array.from({ length: 500 }, () => limits.take("a")));
  expect(taken.filter((it) => it === "granted")).toHaveLength(120);
  expect(taken.filter((it) => it === "exhausted")).toHaveLength(380);
  expect(sizes).toEqual([1, 499]);
});

test("a store that is away, or says that the link has changed, says so to each visitor", async () => {
  const away = new ClickLimits(() => Promise.reject(new Error("away")), never);
  const asked = await Promise.allSettled([away.take("a"), away.take("a")]);
  expect(asked.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const changed = new ClickLimits(async () => "changed", never);
  expect(await Promise.all([changed.take("a"), changed.take("b")])).toEqual(["changed", "changed"]);
});
