import { randomBytes } from "node:crypto";
import kafkajs from "kafkajs";
import { expect, test } from "vitest";
import { registerZstd } from "./zstd-codec.ts";

registerZstd();
const codec = kafkajs.CompressionCodecs[kafkajs.CompressionTypes.ZSTD]();

test.each([
  ["nothing", Buffer.alloc(0)],
  ["what compresses well, to more than one piece", Buffer.alloc(5 * 1024 ** 2, "click")],
  ["what doesn't compress", randomBytes(100_000)],
  ["what doesn't compress, in more than one piece", randomBytes(3 * 1024 ** 2)],
])("what was compressed comes back whole, and holds no more than twice its memory: %s", async (_, bytes) => {
  const back = await codec.decompress(await codec.compress({ buffer: bytes }));
  expect(back.equals(bytes)).toBe(true);
  // Small ones lie in the pool that Node shares out.
  expect(back.buffer.byteLength).toBeLessThanOrEqual(Math.max(64 * 1024, 2 * back.byteLength));
});
