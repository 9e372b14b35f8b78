import kafkajs from "kafkajs";
import { describe, expect, test } from "vitest";
import { TooSlowError } from "../lifecycle/bounded.ts";
import { PartitionMissing, whyRejected } from "./produce-error.ts";

/** What the client makes of a code that a broker answers with. */
function protocolError(type: string, message = "This is what Kafka says") {
  return new kafkajs.KafkaJSProtocolError(
    Object.assign(new Error(message), { type, code: 1, retriable: false }),
  );
}

/** As the client wraps what it gave up on. */
function givenUp(cause: Error) {
  return new kafkajs.KafkaJSNumberOfRetriesExceeded(cause, { retryCount: 3, retryTime: 1_000 });
}

const refused = new kafkajs.KafkaJSConnectionError("connect ECONNREFUSED 127.0.0.1:9092", {
  broker: "127.0.0.1:9092",
  code: "ECONNREFUSED",
});

describe("what lies in the data is told from what may pass", () => {
  test.each([
    "MESSAGE_TOO_LARGE",
    "RECORD_LIST_TOO_LARGE",
    "INVALID_TIMESTAMP",
    "INVALID_RECORD",
    "CORRUPT_MESSAGE",
  ])("%s is of the record", (type) => {
    expect(whyRejected(protocolError(type), "waypost.clicks")).toMatchObject({ kind: "record", type });
  });
  test.each(["NOT_ENOUGH_REPLICAS", "TOPIC_AUTHORIZATION_FAILED", "A_CODE_OF_TOMORROW"])(
    "%s may pass",
    (type) => {
      expect(whyRejected(protocolError(type), "waypost.clicks")).toMatchObject({ kind: "trouble", type });
    },
  );
});

test.each<[string, unknown, string, RegExp]>([
  [
    "a record too large",
    protocolError("MESSAGE_TOO_LARGE"),
    "MESSAGE_TOO_LARGE",
    /waypost.clicks.*max.message.bytes/,
  ],
  [
    "no topic",
    protocolError("UNKNOWN_TOPIC_OR_PARTITION"),
    "UNKNOWN_TOPIC_OR_PARTITION",
    /npm run topics -- apply/,
  ],
  [
    "a partition that is gone",
    new PartitionMissing("0"),
    "PartitionMissing",
    /partition.*waypost.clicks is gone/,
  ],
  [
    "too few replicas",
    givenUp(protocolError("NOT_ENOUGH_REPLICAS")),
    "NOT_ENOUGH_REPLICAS",
    /a broker may be down/,
  ],
  ["no answer", new TooSlowError("Sending was not done"), "TooSlowError", /did not answer in time/],
  [
    "wrong credentials",
    givenUp(protocolError("SASL_AUTHENTICATION_FAILED")),
    "SASL_AUTHENTICATION_FAILED",
    /WAYPOST_KAFKA_SASL_USERNAME/,
  ],
  [
    "nobody there",
    givenUp(refused),
    "ECONNREFUSED",
    /can't be reached \(connect ECONNREFUSED.*WAYPOST_KAFKA_BROKERS/,
  ],
  [
    "an unknown code",
    protocolError("A_CODE_OF_TOMORROW", "Tomorrow is late"),
    "A_CODE_OF_TOMORROW",
    /^Kafka did not take records \(Tomorrow is late\)\.$/,
  ],
  ["what is no error at all", "oops", "unknown", /^Kafka did not take records \(oops\)\.$/],
])("of %s the operator is told what to look at", (_, error, type, sentence) => {
  const found = whyRejected(error, "waypost.clicks");
  expect(found.type).toBe(type);
  expect(found.sentence).toMatch(sentence);
});

test.each<[string, string, RegExp]>([
  ["a certificate", "unable to verify: self-signed certificate", /WAYPOST_KAFKA_TLS_CA_FILE/],
  [
    "a port that speaks no TLS",
    "SSL routines: wrong version number",
    /doesn't speak TLS.*WAYPOST_KAFKA_TLS /,
  ],
  ["a port that wants TLS", "Closed connection", /ask for TLS \(WAYPOST_KAFKA_TLS\)/],
])("%s is known by the client's words", (_, message, sentence) => {
  const error = new kafkajs.KafkaJSConnectionError(message, { broker: "127.0.0.1:9092" });
  expect(whyRejected(error, "waypost.clicks")).toMatchObject({
    kind: "trouble",
    sentence: expect.stringMatching(sentence),
  });
});
