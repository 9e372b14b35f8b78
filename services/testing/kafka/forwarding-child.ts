/**
 * A process to be killed by the tests: appends to the log in argv[2] as fast as it may and forwards it to the topic
 * argv[4] of the broker argv[3], as links does. Prints a line whenever the broker has acknowledged something.
 */

import { ThreadedForwarder } from "@waypost/kit/kafka/threaded-forwarder.ts";
import { openLogWriter } from "@waypost/kit/local-log/writer.ts";
import { pino } from "pino";

const [, , directory = "", broker = "", topic = ""] = process.argv;
const writers = [0, 1].map(() => openLogWriter({ directory, floorBytes: 0, segmentBytes: 20_000 }));

new ThreadedForwarder({
  connection: { brokers: [broker], clientId: "child", tls: null, sasl: null },
  topic,
  writers,
  owner: null,
  lingerMs: 2,
  observer: { forwarded: (lane, seq) => process.stdout.write(`${lane} ${seq}\n`) },
  log: pino({ level: "silent" }),
});

function turn(): void {
  for (const writer of writers) writer.append(Buffer.from(`click ${writer.head()}`), () => undefined);
  setTimeout(turn, 1);
}
turn();
