import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import { bounded } from "../lifecycle/bounded.ts";
import { pause } from "../lifecycle/pause.ts";
import type { RetentionLimits } from "../local-log/retention.ts";
import type { LogWriter } from "../local-log/writer.ts";
import type {
  FromThread,
  ObserverEvent,
  PlainPosition,
  Question,
  ThreadStart,
  ToThread,
} from "./forwarder-messages.ts";
import type { ForwarderObserver } from "./forwarder-observer.ts";
import type { KafkaConnection } from "./kafka-settings.ts";
import type { OwnerPositions } from "./lane-care.ts";
import type { TopicHeaders } from "./outgoing-records.ts";
import { publishHeads, type SharedHeads, shareHeads } from "./shared-heads.ts";

export interface ThreadedForwarderOptions {
  readonly connection: KafkaConnection;
  /** The topic's name at Kafka. */
  readonly topic: string;
  /** The lanes that this process writes, all of one directory. */
  readonly writers: readonly Pick<LogWriter, "lane" | "directory" | "head">[];
  readonly headers?: TopicHeaders;
  /** See `ForwarderOptions.owner`. */
  readonly owner: OwnerPositions | null;
  /** How long records wait for others to travel with, in milliseconds. Default 20. */
  readonly lingerMs?: number;
  /** Whether it yields to other threads while the machine is busy; for topics whose sends nothing waits for. Default false. */
  readonly givesWay?: boolean;
  readonly holesAfterMs?: number;
  readonly retention?: RetentionLimits;
  readonly sendTimeoutMs?: number;
  readonly observer: ForwarderObserver;
  readonly log: Logger;
}

const restartMs = 1_000;
/** A comparison asks the owner of all lanes, 500 at a time. */
const compareMs = 60_000;

/**
 * A forwarder on a thread of its own: encoding and sending a record takes longer than answering a visitor, who would
 * wait for it on the same thread. It reads the lanes' files itself and learns by shared memory how far it may. When the
 * thread dies, another begins where its note says; nothing of it is needed by the lanes.
 */
export class ThreadedForwarder {
  readonly #options: ThreadedForwarderOptions;
  readonly #shared: SharedHeads;
  readonly #unpublish: () => void;
  readonly #stopping = new AbortController();
  readonly #waiting = new Map<number, PromiseWithResolvers<boolean>>();
  readonly #running: Promise<void>;
  #worker: Worker | undefined;
  #asked = 0;

  constructor(options: ThreadedForwarderOptions) {
    const { writers } = options;
    this.#options = options;
    this.#shared = shareHeads(writers.map(({ lane }) => lane));
    this.#unpublish = publishHeads(this.#shared, writers, () => this.#send({ kind: "records" }));
    this.#running = this.#run();
  }

  /**
   * Resolves true when everything is forwarded that this process had written at the call, false after `timeoutMs`, or at
   * once when the thread is gone.
   */
  async drain(timeoutMs: number): Promise<boolean> {
    const question = (id: number): ToThread => ({ kind: "drain", id, timeoutMs });
    return await this.#ask("Forwarding", timeoutMs + 500, question).catch(() => false);
  }

  /**
   * Compares with the owner now, as happens by itself once in a while. Rejects when that fails, takes longer than a
   * minute, or the thread is gone.
   */
  async compare(): Promise<void> {
    await this.#ask("Comparing", compareMs, (id) => ({ kind: "compare", id }));
  }

  /** Ends the thread; a send that is under way is waited for, up to `timeoutMs`. */
  async stop(timeoutMs = 5_000): Promise<void> {
    this.#stopping.abort();
    this.#unpublish();
    this.#send({ kind: "stop", timeoutMs });
    await bounded("The forwarder's thread", timeoutMs + 1_000, this.#running).catch(() => undefined);
    await this.#worker?.terminate();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const worker = this.#begin();
        this.#worker = worker;
        const [code] = await once(worker, "exit");
        if (code === 0 && !signal.aborted)
          this.#options.log.error("The forwarder's thread ended by itself; another begins");
      } catch (error) {
        this.#options.log.error({ err: error }, "The forwarder's thread died; another begins");
      }
      this.#worker = undefined;
      for (const { reject } of this.#waiting.values()) reject(threadIsGone());
      await pause(restartMs, signal);
    }
  }

  #begin(): Worker {
    const {
      connection,
      topic,
      writers,
      headers = {},
      owner,
      lingerMs = 20,
      givesWay = false,
      log,
    } = this.#options;
    const { holesAfterMs, retention, sendTimeoutMs } = this.#options;
    const workerData: ThreadStart = {
      connection,
      topic,
      directory: writers[0]?.directory ?? "",
      shared: this.#shared,
      headers,
      owned: owner !== null,
      lingerMs,
      givesWay,
      ...(holesAfterMs === undefined ? {} : { holesAfterMs }),
      ...(retention === undefined ? {} : { retention }),
      ...(sendTimeoutMs === undefined ? {} : { sendTimeoutMs }),
      logLevel: log.level,
    };
    const worker = new Worker(new URL("./forwarder-thread.ts", import.meta.url), {
      workerData,
      name: "forwarder",
      execArgv: [],
    });
    worker.on("message", (message: FromThread) => this.#receive(message));
    return worker;
  }

  #receive(message: FromThread): void {
    switch (message.kind) {
      case "event":
        observe(this.#options.observer, message.event);
        break;
      case "log":
        this.#log(message.line);
        break;
      case "ask":
        this.#answer(message.id, message.question);
        break;
      case "drained":
        this.#waiting.get(message.id)?.resolve(message.drained);
        break;
      case "compared":
        if (message.error === null) this.#waiting.get(message.id)?.resolve(true);
        else this.#waiting.get(message.id)?.reject(new Error(message.error));
        break;
    }
  }

  #answer(id: number, question: Question): void {
    this.#askOwner(question).then(
      (positions) => this.#send({ kind: "answer", id, positions }),
      (error: unknown) =>
        this.#send({ kind: "no-answer", id, reason: error instanceof Error ? error.message : String(error) }),
    );
  }

  async #askOwner(question: Question): Promise<PlainPosition[]> {
    const { owner } = this.#options;
    const { signal } = this.#stopping;
    if (owner === null) throw new Error("the topic has no owner");
    if (question.kind === "book-lost") {
      await owner.bookLost(question.lane, question.ranges, signal);
      return [];
    }
    const positions = await owner.of(question.lanes, signal);
    return Array.from(positions, ([lane, { highest, holes, knownTo }]) => ({
      lane,
      highest,
      holes: [...holes],
      knownTo,
    }));
  }

  /** Rejects when there is no answer in time, or the thread is not there or ends. */
  async #ask(what: string, timeoutMs: number, question: (id: number) => ToThread): Promise<boolean> {
    if (this.#worker === undefined) throw threadIsGone();
    const id = ++this.#asked;
    const answer = Promise.withResolvers<boolean>();
    this.#waiting.set(id, answer);
    this.#send(question(id));
    try {
      return await bounded(what, timeoutMs, answer.promise);
    } finally {
      this.#waiting.delete(id);
    }
  }

  #send(message: ToThread): void {
    this.#worker?.postMessage(message);
  }

  /** The thread's lines are lines of this process. */
  #log(line: string): void {
    const { level, time: _, pid: __, msg, ...facts }: Record<string, unknown> = JSON.parse(line);
    const { log } = this.#options;
    const sentence = String(msg);
    if (level === "error") log.error(facts, sentence);
    else if (level === "warn") log.warn(facts, sentence);
    else if (level === "info") log.info(facts, sentence);
    else log.debug(facts, sentence);
  }
}

function threadIsGone(): Error {
  return new Error("the forwarder's thread is gone; unless it was stopped, another begins within seconds");
}

function observe(observer: ForwarderObserver, event: ObserverEvent): void {
  if (event.name === "forwarded") observer.forwarded?.(...event.args);
  else if (event.name === "sent") observer.sent?.(...event.args);
  else if (event.name === "resent") observer.resent?.(...event.args);
  else if (event.name === "trouble") observer.trouble?.(...event.args);
  else if (event.name === "status") observer.status?.(...event.args);
  else observer[event.name]?.();
}
