/** The thread of a forwarder; started by threaded-forwarder.ts only. */
import { readlinkSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { parentPort, workerData } from "node:worker_threads";
import { openLogReader } from "../local-log/reader.ts";
import { MultiRange } from "../position/multirange.ts";
import { createLogger, type LogLevel } from "../telemetry/logger.ts";
import { connectKafka } from "./connect-kafka.ts";
import { Forwarder } from "./forwarder.ts";
import type {
  FromThread,
  ObserverEvent,
  PlainPosition,
  Question,
  ThreadStart,
  ToThread,
} from "./forwarder-messages.ts";
import type { ForwarderObserver } from "./forwarder-observer.ts";
import type { OwnerPositions } from "./lane-care.ts";
import { followHeads } from "./shared-heads.ts";

const port = parentPort;
if (port === null) throw new Error("this file is the start of a thread");
// Only threaded-forwarder.ts starts this file, and hands over what its type says.
const start = workerData as ThreadStart;
const tell = (message: FromThread) => port.postMessage(message);
const log = createLogger(start.logLevel as LogLevel, { write: (line) => tell({ kind: "log", line }) });

const questions = new Map<number, PromiseWithResolvers<readonly PlainPosition[]>>();
let asked = 0;

function ask(question: Question): Promise<readonly PlainPosition[]> {
  const id = ++asked;
  const answer = Promise.withResolvers<readonly PlainPosition[]>();
  questions.set(id, answer);
  tell({ kind: "ask", id, question });
  return answer.promise;
}

const owner: OwnerPositions = {
  async of(lanes) {
    const positions = await ask({ kind: "positions", lanes });
    return new Map(
      positions.map(({ lane, highest, holes, knownTo }) => [
        lane,
        { highest, holes: new MultiRange(holes), knownTo },
      ]),
    );
  },
  async bookLost(lane, ranges) {
    await ask({ kind: "book-lost", lane, ranges });
  },
};

const event = (it: ObserverEvent) => tell({ kind: "event", event: it });
const observer: Required<ForwarderObserver> = {
  forwarded: (...args) => event({ name: "forwarded", args }),
  sent: (...args) => event({ name: "sent", args }),
  rejected: (...args) => event({ name: "rejected", args }),
  newProducer: (...args) => event({ name: "newProducer", args }),
  resent: (...args) => event({ name: "resent", args }),
  refused: (...args) => event({ name: "refused", args }),
  trouble: (...args) => event({ name: "trouble", args }),
  status: (...args) => event({ name: "status", args }),
};

if (start.givesWay) giveWay();
const kafka = connectKafka(start.connection, log);
const heads = followHeads(start.shared, start.directory, start.lingerMs / 2);
const reader = openLogReader({ directory: start.directory, pollMs: 500, log });
const { holesAfterMs, retention, sendTimeoutMs } = start;
const forwarder = new Forwarder({
  kafka: () => kafka,
  topic: start.topic,
  reader,
  ownLanes: start.shared.lanes,
  headers: start.headers,
  owner: start.owned ? owner : null,
  lingerMs: start.lingerMs,
  ...(holesAfterMs === undefined ? {} : { holesAfterMs }),
  ...(retention === undefined ? {} : { retention }),
  ...(sendTimeoutMs === undefined ? {} : { sendTimeoutMs }),
  observer,
  log,
});

port.on("message", (message: ToThread) => {
  switch (message.kind) {
    case "records":
      heads.called();
      break;
    case "answer":
      questions.get(message.id)?.resolve(message.positions);
      questions.delete(message.id);
      break;
    case "no-answer":
      questions.get(message.id)?.reject(new Error(message.reason));
      questions.delete(message.id);
      break;
    case "drain":
      answered(
        forwarder
          .drain(message.timeoutMs)
          .then((drained) => tell({ kind: "drained", id: message.id, drained })),
      );
      break;
    case "compare":
      answered(
        forwarder.compare().then(
          () => tell({ kind: "compared", id: message.id, error: null }),
          (error: unknown) => tell({ kind: "compared", id: message.id, error: String(error) }),
        ),
      );
      break;
    case "stop":
      answered(stop(message.timeoutMs));
      break;
  }
});

/** Where threads have priorities of their own (Linux), visitors come first while the processors are busy. */
function giveWay(): void {
  try {
    setPriority(
      Number(readlinkSync("/proc/thread-self").split("/").at(-1)),
      constants.priority.PRIORITY_BELOW_NORMAL,
    );
  } catch (error) {
    log.debug({ err: error }, "The forwarder's thread has the priority of its process");
  }
}

function answered(work: Promise<unknown>): void {
  work.catch((error: unknown) => log.error({ err: error }, "The forwarder could not do what it was told"));
}

async function stop(timeoutMs: number): Promise<void> {
  await forwarder.stop(timeoutMs);
  await reader.close();
  // A broken connection of the client may still wait for its time-outs.
  process.exit(0);
}

forwarder.start();
