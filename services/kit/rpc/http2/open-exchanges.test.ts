import fc from "fast-check";
import { expect, test } from "vitest";
import { type OpenExchange, OpenExchanges } from "./open-exchanges.ts";

test("whatever came and went, exactly those that are in are given up", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat(9))), (steps) => {
      const open = new OpenExchanges();
      const failed: number[] = [];
      const all = Array.from({ length: 10 }, (_, name): OpenExchange & { name: number } => ({
        name,
        place: -1,
        fail: () => failed.push(name),
      }));
      const inside = new Set<OpenExchange>();
      for (const [adds, name] of steps) {
        const exchange = all[name];
        if (exchange === undefined) continue;
        if (!adds) open.remove(exchange);
        else if (!inside.has(exchange)) open.add(exchange);
        inside[adds ? "add" : "delete"](exchange);
      }
      open.failAll(new Error("over"));
      expect(failed.toSorted()).toEqual(all.filter((it) => inside.has(it)).map(({ name }) => name));
    }),
  );
});

test("those that take themselves out when they are given up hide no others", () => {
  const open = new OpenExchanges();
  const failed: number[] = [];
  for (const name of [1, 2, 3]) {
    const exchange: OpenExchange = {
      place: -1,
      fail() {
        failed.push(name);
        open.remove(exchange);
      },
    };
    open.add(exchange);
  }
  open.failAll(new Error("over"));
  expect(failed).toEqual([1, 2, 3]);
});
