import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { type Block, readBlock } from "./block.ts";
import { BlockMap } from "./block-map.ts";

const find = (map: BlockMap<number>, { a, b, c, d }: Block) => map.get(a, b, c, d);

test("finds values by equal blocks, and none by others", () => {
  const map = new BlockMap<number>(1_000);
  const bytes = Array.from({ length: 500 }, () => randomBytes(16));
  for (const [index, block] of bytes.entries()) map.set(readBlock(block), index);
  for (const [index, block] of bytes.entries()) {
    expect(find(map, readBlock(block))).toBe(index);
    block[index % 16] = (block[index % 16] ?? 0) ^ 1;
    expect(find(map, readBlock(block))).toBeUndefined();
  }
  map.clear();
  expect(find(map, readBlock(Buffer.concat(bytes)))).toBeUndefined();
});

test("remembers the last ones, and no more than twice as many", () => {
  const map = new BlockMap<number>(10);
  for (let index = 0; index < 100; index++) map.set({ a: index, b: 0, c: 0, d: 0 }, index);
  const found = Array.from({ length: 100 }, (_, index) => map.get(99 - index, 0, 0, 0));
  expect(found.slice(0, 10)).toEqual(Array.from({ length: 10 }, (_, index) => 99 - index));
  expect(found.filter((value) => value !== undefined).length).toBeLessThanOrEqual(20);
});
