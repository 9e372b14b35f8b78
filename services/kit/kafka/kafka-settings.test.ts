import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../local-log/test-support.ts";
import { parseSettings, SettingsError } from "../settings/parse-settings.ts";
import { kafkaSettings, readKafkaConnection } from "./kafka-settings.ts";

const read = (env: Record<string, string>) => readKafkaConnection(parseSettings(kafkaSettings, env));
const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    read(env);
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
};

test("without a word the bus is local and Kafka is not looked at", () => {
  expect(read({})).toBeNull();
  expect(read({ WAYPOST_KAFKA_BROKERS: "kafka:9092" })).toBeNull();
});

test("brokers are enough", () => {
  expect(read({ WAYPOST_BUS: "kafka", WAYPOST_KAFKA_BROKERS: "kafka-1:9092, [::1]:9093" })).toEqual({
    brokers: ["kafka-1:9092", "[::1]:9093"],
    clientId: "waypost",
    tls: null,
    sasl: null,
  });
});

test("certificates are read, and the password travels only where it should", () => {
  const folder = temporaryFolder();
  const pem = (name: string) => {
    const path = join(folder, name);
    writeFileSync(path, `-----BEGIN ${name}-----\n`);
    return path;
  };
  const connection = read({
    WAYPOST_BUS: "kafka",
    WAYPOST_KAFKA_BROKERS: "kafka:9093",
    WAYPOST_KAFKA_TLS: "true",
    WAYPOST_KAFKA_TLS_CA_FILE: pem("CA"),
    WAYPOST_KAFKA_TLS_CERT_FILE: pem("CERTIFICATE"),
    WAYPOST_KAFKA_TLS_KEY_FILE: pem("KEY"),
    WAYPOST_KAFKA_SASL_MECHANISM: "scram-sha-512",
    WAYPOST_KAFKA_SASL_USERNAME: "links",
    WAYPOST_KAFKA_SASL_PASSWORD: "pw",
  });
  expect(connection).toMatchObject({
    tls: { ca: "-----BEGIN CA-----\n", cert: "-----BEGIN CERTIFICATE-----\n", key: "-----BEGIN KEY-----\n" },
    sasl: { mechanism: "scram-sha-512", username: "links", password: "pw" },
  });
});

test("every fault is told at once, in a sentence, and never the password", () => {
  expect(faultsOf({ WAYPOST_BUS: "kafka", WAYPOST_KAFKA_BROKERS: "kafka" })).toEqual([
    "WAYPOST_KAFKA_BROKERS=kafka: expected addresses such as kafka-1:9092, separated by commas.",
  ]);
  const faults = faultsOf({
    WAYPOST_BUS: "kafka",
    WAYPOST_KAFKA_TLS_CA_FILE: "/nowhere/ca.pem",
    WAYPOST_KAFKA_TLS_CERT_FILE: import.meta.filename.replace(/[^/]+$/, "zstd-codec.ts"),
    WAYPOST_KAFKA_SASL_MECHANISM: "plain",
    WAYPOST_KAFKA_SASL_PASSWORD: "a-password",
  });
  expect(faults).toEqual([
    "WAYPOST_BUS=kafka needs WAYPOST_KAFKA_BROKERS, such as kafka-1:9092.",
    expect.stringMatching(/^WAYPOST_KAFKA_TLS_CA_FILE=\/nowhere\/ca.pem: the file can't be read/),
    expect.stringMatching(/^WAYPOST_KAFKA_TLS_CERT_FILE=.*: expected a PEM file\.$/),
    "WAYPOST_KAFKA_TLS_CERT_FILE and WAYPOST_KAFKA_TLS_KEY_FILE go together; set both or none.",
    "WAYPOST_KAFKA_SASL_MECHANISM=plain sends the password as it is; set WAYPOST_KAFKA_TLS=true, or use scram.",
    "WAYPOST_KAFKA_SASL_MECHANISM needs WAYPOST_KAFKA_SASL_USERNAME and WAYPOST_KAFKA_SASL_PASSWORD.",
  ]);
  expect(faults.join()).not.toContain("a-password");
});
