import { expect, test } from "vitest";
import { LaneTurns } from "./lane-turns.ts";
import { temporaryFolder } from "./test-support.ts";
import { openLogWriter } from "./writer.ts";

test("lanes take turns, turn by turn of the event loop, and one turn is one lane's", async () => {
  const directory = temporaryFolder();
  const open = () => openLogWriter({ directory, floorBytes: 0 });
  const lanes = new LaneTurns([open(), open(), open()]);
  for (let turn = 0; turn < 7; turn++) {
    const writer = lanes.current;
    const before = writer.head();
    await Promise.all(
      Array.from({ length: 5 }, () => new Promise((done) => lanes.append(Buffer.from("click"), done))),
    );
    expect(writer.head()).toBe(before + 5);
  }
  expect(lanes.writers.map((writer) => writer.head())).toEqual([15, 10, 10]);
  await lanes.close();
  expect(lanes.writers.map((writer) => writer.state)).toEqual(["closed", "closed", "closed"]);
});
