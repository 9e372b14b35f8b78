import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LaneTurns } from "@waypost/kit/local-log/lane-turns.ts";
import { openLogWriter } from "@waypost/kit/local-log/writer.ts";
import { expect, onTestFinished, test, vi } from "vitest";
import { AcknowledgedClicks, type AcknowledgedClicksOptions } from "./acknowledged-clicks.ts";

/** A log of two lanes, and what became of each click in the order of their answers. */
function openClicks(options: Partial<AcknowledgedClicksOptions> = {}) {
  const directory = mkdtempSync(join(tmpdir(), "waypost-acks-"));
  const open = () => openLogWriter({ directory, floorBytes: 0 });
  const lanes = new LaneTurns([open(), open()]);
  onTestFinished(async () => {
    await lanes.close();
    rmSync(directory, { recursive: true });
  });
  const clock = { now: 0 };
  const clicks = new AcknowledgedClicks({
    lanes,
    timeoutMs: 3_000,
    whenLate: "recorded",
    now: () => clock.now,
    ...options,
  });
  const answers: string[] = [];
  /** Appends a click and waits until it is in the log. */
  async function click(
    name: string,
    answered = (kind: string) => void answers.push(`${name} ${kind}`),
  ): Promise<{ lane: string; seq: number }> {
    const { lane, head } = { lane: lanes.current.lane, head: lanes.current.head() };
    const writer = lanes.current;
    clicks.append(Buffer.from(name), ({ kind }) => answered(kind));
    await vi.waitFor(() => expect(writer.head()).toBe(head + 1), { timeout: 10_000 });
    return { lane, seq: head + 1 };
  }
  return { clicks, clock, answers, click };
}

test("answers wait for the broker's word on their own lane", async () => {
  const { clicks, answers, click } = openClicks();
  const [a, b, c] = [await click("a"), await click("b"), await click("c")];
  expect([a.lane === c.lane, a.lane === b.lane]).toEqual([true, false]);
  expect(answers).toEqual([]);
  clicks.forwarded(b.lane, 1);
  expect(answers).toEqual(["b recorded"]);
  clicks.forwarded(a.lane, 2);
  expect(answers).toEqual(["b recorded", "a recorded", "c recorded"]);
  expect(clicks.late).toBe(0);
});

test.each(["recorded", "refused"] as const)(
  "a word that doesn't come in time is not waited for: %s",
  async (whenLate) => {
    const { clock, answers, click, clicks } = openClicks({ whenLate });
    await click("early");
    clock.now = 2_000;
    await click("later");
    clock.now = 3_000;
    await vi.waitFor(() => expect(answers).toEqual([`early ${whenLate}`]), { timeout: 10_000 });
    clock.now = 5_000;
    await vi.waitFor(() => expect(answers).toHaveLength(2), { timeout: 10_000 });
    expect(clicks.late).toBe(2);
  },
);

test("while the broker is in trouble nobody waits, and after it everybody does again", async () => {
  const { clicks, answers, click } = openClicks();
  await click("before");
  clicks.trouble(true);
  expect(answers).toEqual(["before recorded"]);
  await click("within");
  expect(answers).toEqual(["before recorded", "within recorded"]);
  clicks.trouble(false);
  const after = await click("after");
  expect(answers).toHaveLength(2);
  clicks.forwarded(after.lane, after.seq);
  expect(answers.at(-1)).toBe("after recorded");
  expect(clicks.late).toBe(2);
});

test("one visitor whose answer fails costs the others nothing", async () => {
  const { clicks, answers, click } = openClicks();
  const thrown: unknown[] = [];
  const later = vi.spyOn(globalThis, "queueMicrotask").mockImplementation((work) => {
    try {
      work();
    } catch (error) {
      thrown.push(error);
    }
  });
  onTestFinished(() => later.mockRestore());
  const gone = new Error("the visitor is gone");
  await click("gone", () => {
    throw gone;
  });
  await click("on the other lane");
  const behind = await click("behind");
  clicks.forwarded(behind.lane, behind.seq);
  expect(answers).toEqual(["behind recorded"]);
  expect(thrown).toEqual([gone]);
});
