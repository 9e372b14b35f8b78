import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

const RealDate = Date;
const patience = { timeout: 10_000, interval: 10 };
const hour = 3_600_000;
const folder = mkdtempSync(join(tmpdir(), "waypost-clock-"));
const file = join(folder, "shift");

/** By how many hours the clock is off. */
const off = () => Math.round((Date.now() - RealDate.now()) / hour);

beforeAll(async () => {
  vi.stubEnv("CLOCK_SHIFT_FILE", file);
  await import("./shifted-clock.ts");
});
afterAll(() => {
  globalThis.Date = RealDate;
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test("without a file the clock is right", () => {
  expect(off()).toBe(0);
});

test("it is off by what the file says, as long as it says so, in every way to ask", async () => {
  writeFileSync(file, String(5 * hour));
  await vi.waitFor(() => expect(off()).toBe(5), patience);
  const made = new Date();
  expect(Math.round((made.getTime() - RealDate.now()) / hour)).toBe(5);
  writeFileSync(file, String(-2 * hour));
  await vi.waitFor(() => expect(off()).toBe(-2), patience);
  rmSync(file);
  await vi.waitFor(() => expect(off()).toBe(0), patience);
});

test("times that are given are what they are", async () => {
  writeFileSync(file, String(5 * hour));
  await vi.waitFor(() => expect(off()).toBe(5), patience);
  expect(new Date(0).toISOString()).toBe("1970-01-01T00:00:00.000Z");
  expect(new Date("2026-03-02T09:00:00Z").getTime()).toBe(RealDate.UTC(2026, 2, 2, 9));
  expect(Date.UTC(2026, 2, 2, 9)).toBe(RealDate.UTC(2026, 2, 2, 9));
  expect(new Date()).toBeInstanceOf(Date);
});
