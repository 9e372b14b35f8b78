import { expect, test, vi } from "vitest";
import { foreignRecord, KafkaRecord, nameOf, type RawMessage, timeOf } from "./kafka-record.ts";

const lane = "0198f000-0000-7000-8000-000000000001";
const from = { topic: "t", topicId: "i", partition: 0 };
const place = { ...from, offset: 7, since: 5 };

function message(headers: RawMessage["headers"], value: Buffer | null = Buffer.from("x")): RawMessage {
  return { key: null, value, offset: "7", timestamp: "1000", ...(headers === undefined ? {} : { headers }) };
}

test("a record has its lane, its number, its own time and the publisher's headers", () => {
  const raw = message({
    wp_lane: lane,
    wp_seq: Buffer.from("12"),
    wp_at: "999",
    ce_type: Buffer.from("click"),
  });
  const name = nameOf(raw);
  expect(name).toEqual({ lane, seq: 12, at: 999 });
  if ("foreign" in name) return;
  const record = new KafkaRecord(name, raw, from, 5);
  expect(record).toMatchObject({ lane, seq: 12, at: 999, place });
  expect(record.headers).toEqual({ ce_type: "click" });
  expect(Buffer.from(record.payload).toString()).toBe("x");
});

test("without its own time it has the broker's", () => {
  expect(timeOf(message({ wp_lane: lane, wp_seq: "1" }))).toBe(1000);
  for (const wp_at of ["soon", "", "-1", "0", "1e300", "Infinity"])
    expect(timeOf(message({ wp_lane: lane, wp_seq: "1", wp_at }))).toBe(1000);
  for (const timestamp of ["-1", "9223372036854775807", "x"])
    expect(timeOf({ ...message(undefined), timestamp })).toBe(0);
  expect(timeOf(message(undefined))).toBe(1000);
});

test.each<[string, RawMessage]>([
  ["no headers", message(undefined)],
  ["no number", message({ wp_lane: lane })],
  ["no lane", message({ wp_seq: "1" })],
  ["a lane that is no UUID", message({ wp_lane: "me", wp_seq: "1" })],
  ["a lane in capitals", message({ wp_lane: lane.toUpperCase().replace("8", "A"), wp_seq: "1" })],
  ["two numbers", message({ wp_lane: lane, wp_seq: ["1", "2"] })],
  ["no payload", message({ wp_lane: lane, wp_seq: "1" }, null)],
  ...["0", "-1", "1.5", "1e3", "01", "", "281474976710657", "9007199254740993", "99999999999999999999"].map(
    (seq): [string, RawMessage] => [`the number ${seq}`, message({ wp_lane: lane, wp_seq: seq })],
  ),
])("foreign: %s", (_, raw) => {
  expect(nameOf(raw)).toEqual({ foreign: expect.stringMatching(/\.$/) });
});

test("a lane without a name is foreign, also as the first that a process meets", async () => {
  vi.resetModules();
  const fresh = await import("./kafka-record.ts");
  const empty = message({ wp_lane: "", wp_seq: "1" });
  expect(fresh.nameOf(empty)).toEqual({ foreign: expect.stringContaining("UUID") });
  expect(fresh.nameOf({ ...empty, headerText: (name) => (name === "wp_seq" ? "1" : "") })).toEqual({
    foreign: expect.stringContaining("UUID"),
  });
});

test("what is told of a foreign record can be stored anywhere", () => {
  const raw = message({ "a\0b": Buffer.from("c\0d"), several: ["1", Buffer.from("2")] }, null);
  expect(foreignRecord(raw, from, 5, "why")).toEqual({
    topic: "t",
    place,
    reason: "why",
    headers: { ab: "cd", several: "1,2" },
    payload: Buffer.alloc(0),
    at: 1000,
  });
});
