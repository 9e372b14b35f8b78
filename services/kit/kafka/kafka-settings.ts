import { readFileSync } from "node:fs";
import { SettingsError } from "../settings/parse-settings.ts";
import { boolean, choice, list, type SettingsOf, secret, text } from "../settings/setting.ts";

/** Which bus carries events, and how Kafka is reached. A service that uses the bus takes all of them into its schema. */
export const kafkaSettings = {
  bus: choice("WAYPOST_BUS", ["local", "kafka"], {
    doc: "What carries events from service to service: `local` needs nothing but a disk that the services share; `kafka` needs WAYPOST_KAFKA_BROKERS.",
    default: "local",
  }),
  kafkaBrokers: list("WAYPOST_KAFKA_BROKERS", {
    doc: "Where Kafka is first asked; it tells its other brokers itself.",
    pattern: /^[^\s:/]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$/,
    expects: "addresses such as kafka-1:9092",
  }),
  kafkaClientId: text("WAYPOST_KAFKA_CLIENT_ID", {
    doc: "The name by which Kafka knows this process, in its logs and quotas.",
    default: "waypost",
    pattern: /^[A-Za-z0-9._-]{1,100}$/,
    expects: "up to 100 letters, digits, dots, underscores and hyphens",
  }),
  kafkaTls: boolean("WAYPOST_KAFKA_TLS", {
    doc: "Whether Kafka is reached over TLS. Its certificate is always checked.",
    default: false,
  }),
  kafkaTlsCaFile: text("WAYPOST_KAFKA_TLS_CA_FILE", {
    doc: "PEM file with the authorities that Kafka's certificate is checked by. Default: those that Node knows.",
    default: null,
  }),
  kafkaTlsCertFile: text("WAYPOST_KAFKA_TLS_CERT_FILE", {
    doc: "PEM file with the certificate that this process shows to Kafka.",
    default: null,
  }),
  kafkaTlsKeyFile: text("WAYPOST_KAFKA_TLS_KEY_FILE", {
    doc: "PEM file with the key of that certificate.",
    default: null,
  }),
  kafkaSaslMechanism: choice("WAYPOST_KAFKA_SASL_MECHANISM", ["plain", "scram-sha-256", "scram-sha-512"], {
    doc: "How this process proves who it is. `plain` sends the password, so only with TLS. Default: not at all.",
    default: null,
  }),
  kafkaSaslUsername: text("WAYPOST_KAFKA_SASL_USERNAME", { doc: "User name at Kafka.", default: null }),
  kafkaSaslPassword: secret("WAYPOST_KAFKA_SASL_PASSWORD", { doc: "Password at Kafka.", default: null }),
} as const;

/** The parsed values of {@link kafkaSettings}. */
export type KafkaConfig = SettingsOf<typeof kafkaSettings>;

/** How Kafka is reached, with the files read. */
export interface KafkaConnection {
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** Null without TLS. PEM texts. */
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string } | null;
  /** Null without authentication. */
  readonly sasl: {
    readonly mechanism: "plain" | "scram-sha-256" | "scram-sha-512";
    readonly username: string;
    readonly password: string;
  } | null;
}

/**
 * Checks the settings against each other and reads the files they name; null when the bus isn't Kafka.
 *
 * @throws SettingsError with every fault.
 */
export function readKafkaConnection(config: KafkaConfig): KafkaConnection | null {
  if (config.bus !== "kafka") return null;
  const faults: string[] = [];
  if (config.kafkaBrokers.length === 0)
    faults.push("WAYPOST_BUS=kafka needs WAYPOST_KAFKA_BROKERS, such as kafka-1:9092.");
  const tls = readTls(config, faults);
  const sasl = readSasl(config, faults);
  if (faults.length > 0) throw new SettingsError(faults);
  return { brokers: config.kafkaBrokers, clientId: config.kafkaClientId, tls, sasl };
}

function readTls(config: KafkaConfig, faults: string[]): KafkaConnection["tls"] {
  const ca = readPem("WAYPOST_KAFKA_TLS_CA_FILE", config.kafkaTlsCaFile, faults);
  const cert = readPem("WAYPOST_KAFKA_TLS_CERT_FILE", config.kafkaTlsCertFile, faults);
  const key = readPem("WAYPOST_KAFKA_TLS_KEY_FILE", config.kafkaTlsKeyFile, faults);
  if ((config.kafkaTlsCertFile === null) !== (config.kafkaTlsKeyFile === null))
    faults.push("WAYPOST_KAFKA_TLS_CERT_FILE and WAYPOST_KAFKA_TLS_KEY_FILE go together; set both or none.");
  if (config.kafkaTls) {
    return {
      ...(ca === null ? {} : { ca }),
      ...(cert === null ? {} : { cert }),
      ...(key === null ? {} : { key }),
    };
  }
  if (ca !== null || cert !== null || key !== null)
    faults.push("The files of WAYPOST_KAFKA_TLS_… are used only with WAYPOST_KAFKA_TLS=true; set it.");
  return null;
}

function readPem(setting: string, path: string | null, faults: string[]): string | null {
  if (path === null) return null;
  try {
    const pem = readFileSync(path, "utf8");
    if (pem.includes("-----BEGIN ")) return pem;
    faults.push(`${setting}=${path}: expected a PEM file.`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    faults.push(`${setting}=${path}: the file can't be read (${why}).`);
  }
  return null;
}

function readSasl(config: KafkaConfig, faults: string[]): KafkaConnection["sasl"] {
  const { kafkaSaslMechanism: mechanism, kafkaSaslUsername: username, kafkaSaslPassword: password } = config;
  if (mechanism === null) {
    if (username !== null || password !== null)
      faults.push(
        "A user name or password for Kafka is used only with WAYPOST_KAFKA_SASL_MECHANISM; set it.",
      );
    return null;
  }
  if (mechanism === "plain" && !config.kafkaTls)
    faults.push(
      "WAYPOST_KAFKA_SASL_MECHANISM=plain sends the password as it is; set WAYPOST_KAFKA_TLS=true, or use scram.",
    );
  if (username === null || password === null) {
    faults.push(
      "WAYPOST_KAFKA_SASL_MECHANISM needs WAYPOST_KAFKA_SASL_USERNAME and WAYPOST_KAFKA_SASL_PASSWORD.",
    );
    return null;
  }
  return { mechanism, username, password };
}
