import { expect, test } from "vitest";
import { parseTopicId } from "./topic-id.ts";

/** As a broker of version 4.3 answered. */
const answer = Buffer.from(
  "000000000002000000010a3132372e302e302e31000071a4000017344c3667336e5368542d654d43744b2d2d583836737700000001020000037431f39bd7679d1142fe9d7d422f72ce8c290004000000000000000000010000000002000000010200000001010000000000000100000001000000000200000001020000000101000000000000020000000100000000020000000102000000010100800000000000",
  "hex",
);
const topicAt = answer.indexOf("t1") - 3;

test("the id is read from a broker's answer", () => {
  expect(parseTopicId(answer, "t1")).toBe("f39bd7679d1142fe9d7d422f72ce8c29");
});

test("a topic that isn't there is named", () => {
  const unknown = Buffer.from(answer);
  unknown.writeInt16BE(3, topicAt);
  expect(() => parseTopicId(unknown, "t1")).toThrow("Kafka has no topic t1.");
  unknown.writeInt16BE(29, topicAt);
  expect(() => parseTopicId(unknown, "t1")).toThrow("(error 29)");
  expect(() => parseTopicId(answer, "t2")).toThrow("doesn't tell the id");
});

test("an answer that ends too early, anywhere, is an error and no id", () => {
  for (let length = 0; length < topicAt + 21; length++)
    expect(() => parseTopicId(answer.subarray(0, length), "t1")).toThrow(RangeError);
});
