import { dirname } from "node:path";
import { FolderInUseError } from "@waypost/kit/lifecycle/folder-lock.ts";
import { handleSignals } from "@waypost/kit/lifecycle/signals.ts";
import { fetchBrokerJars, findBrokerJars } from "@waypost/testing/kafka/broker-jars.ts";
import { makeClassArchive } from "@waypost/testing/kafka/make-class-archive.ts";
import { startKafka } from "@waypost/testing/kafka/start-kafka.ts";
import { pino } from "pino";
import { runMain } from "../run-main.ts";
import { help, type KafkaOptions, parseOptions } from "./options.ts";

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2), dirname(dirname(import.meta.dirname)));
  if (options === "help") {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  if (findBrokerJars() === undefined) {
    tell("Fetching Apache Kafka (45 MB, once) …");
    await fetchBrokerJars({
      repository: process.env.WAYPOST_MAVEN_REPOSITORY,
      progress: (done, total) => done % 10 === 0 && tell(`  ${done} of ${total} files`),
    });
  }
  await makeClassArchive();
  return options.fetchOnly ? 0 : run(options);
}

async function run({ folder, port, heap, verbose, json }: KafkaOptions): Promise<number> {
  tell("Starting Kafka …");
  const starting = startKafka({ folder, port, heap, underLoad: true, ...(verbose ? { tell } : {}) });
  handleSignals({
    log: pino({ level: "silent" }),
    stop: async () => {
      tell("Stopping Kafka …");
      const broker = await starting.catch(() => undefined);
      await broker?.stop();
      return true;
    },
  });
  const broker = await starting.catch((error: unknown) => {
    if (!(error instanceof FolderInUseError)) throw error;
    throw new Error(
      `${folder} is in use by process ${error.holderPid}; stop that one first, or choose another --data.`,
    );
  });
  const { address } = broker;
  process.stdout.write(
    json
      ? `${JSON.stringify({ event: "ready", address, pid: broker.pid, folder })}\n`
      : `Kafka answers at ${address}; its data is in ${folder}. Ctrl-C ends it.\n` +
          `For topics: npm run topics -- apply${address === "127.0.0.1:9092" ? "" : ` --brokers ${address}`}\n`,
  );
  const { code, signal, expected } = await broker.exited;
  if (expected) return 0;
  throw new Error(`Kafka ended by itself (${signal ?? `code ${code}`}); --verbose shows why.`);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

await runMain(main);
