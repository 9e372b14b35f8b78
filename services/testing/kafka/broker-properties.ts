import type { BrokerCertificate } from "./broker-certificate.ts";

/** A way into the broker. */
export type KafkaDoor = "plain" | "proxied" | "sasl" | "tls" | "sasl-tls";

/** Everything that the broker's settings depend on. */
export interface BrokerPlan {
  readonly dataFolder: string;
  readonly controllerPort: number;
  /** Where the broker listens, by door. */
  readonly ports: ReadonlyMap<KafkaDoor, number>;
  /** The port that clients of the proxied door are told. */
  readonly proxyPort: number | undefined;
  readonly users: Readonly<Record<string, string>>;
  readonly certificate: BrokerCertificate | undefined;
  readonly acls: boolean;
  readonly settings: Readonly<Record<string, string>>;
}

const protocols: Readonly<Record<KafkaDoor, string>> = {
  plain: "PLAINTEXT",
  proxied: "PLAINTEXT",
  sasl: "SASL_PLAINTEXT",
  tls: "SSL",
  "sasl-tls": "SASL_SSL",
};

/** The server.properties of a node that is broker and controller, listens on 127.0.0.1 only and starts with no topic. */
export function brokerProperties(plan: BrokerPlan): string {
  const doors = [...plan.ports.keys()];
  const advertised = (door: KafkaDoor): number | undefined =>
    door === "proxied" ? plan.proxyPort : plan.ports.get(door);
  const settings: Record<string, string> = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.quorum.voters": `1@127.0.0.1:${plan.controllerPort}`,
    "controller.listener.names": "CONTROLLER",
    "inter.broker.listener.name": nameOf("plain"),
    listeners: [
      ...doors.map((door) => `${nameOf(door)}://127.0.0.1:${plan.ports.get(door)}`),
      `CONTROLLER://127.0.0.1:${plan.controllerPort}`,
    ].join(","),
    "advertised.listeners": doors.map((door) => `${nameOf(door)}://127.0.0.1:${advertised(door)}`).join(","),
    "listener.security.protocol.map": [
      ...doors.map((door) => `${nameOf(door)}:${protocols[door]}`),
      "CONTROLLER:PLAINTEXT",
    ].join(","),
    "log.dirs": plan.dataFolder,
    "auto.create.topics.enable": "false",
    // One node keeps everything once.
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "group.initial.rebalance.delay.ms": "100",
    // After a crash the controller, which is the same process, waits as long for the broker of before.
    "broker.session.timeout.ms": "4000",
    "broker.heartbeat.interval.ms": "1000",
    // Threads for one machine, not for a server of 32 cores.
    "num.network.threads": "2",
    "num.io.threads": "4",
    "log.cleaner.dedupe.buffer.size": "8388608",
    ...saslSettings(plan),
    ...tlsSettings(plan.certificate),
    // Who comes through a door without names is an administrator; the others may do what lists of access say.
    ...(plan.acls
      ? {
          "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
          "super.users": "User:ANONYMOUS",
        }
      : {}),
    ...plan.settings,
  };
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n`)
    .join("");
}

function nameOf(door: KafkaDoor): string {
  return door.toUpperCase().replace("-", "_");
}

function saslSettings({ users, ports }: BrokerPlan): Record<string, string> {
  const settings: Record<string, string> = {};
  const known = Object.entries(users).map(([name, password]) => ` user_${name}="${password}"`);
  for (const door of ["sasl", "sasl-tls"] as const) {
    if (!ports.has(door)) continue;
    const prefix = `listener.name.${nameOf(door).toLowerCase()}`;
    settings[`${prefix}.sasl.enabled.mechanisms`] = "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512";
    settings[`${prefix}.plain.sasl.jaas.config`] =
      `org.apache.kafka.common.security.plain.PlainLoginModule required${known.join("")};`;
    for (const scram of ["scram-sha-256", "scram-sha-512"]) {
      settings[`${prefix}.${scram}.sasl.jaas.config`] =
        "org.apache.kafka.common.security.scram.ScramLoginModule required;";
    }
  }
  return settings;
}

function tlsSettings(certificate: BrokerCertificate | undefined): Record<string, string> {
  if (certificate === undefined) return {};
  return {
    "ssl.keystore.type": "PKCS12",
    "ssl.keystore.location": certificate.keyStore,
    "ssl.keystore.password": certificate.password,
  };
}
