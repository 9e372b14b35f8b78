import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { endLeftOver } from "../gateway/left-over.ts";

/** A Redis of the stack's own. */
export interface StackRedis {
  readonly url: string;
  /** 0 while it does not run. */
  readonly pid: number;
  /** Ends it as a crash would; it is started again only by {@link StackRedis.start}. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Starts it again, with the same address and empty. */
  start(): Promise<void>;
}

const pauseMs = 500;

/** Starts the system's Redis on `port` of 127.0.0.1; one that ends by itself is started again. Keeps nothing on disk. */
export async function openStackRedis(program: string, folder: string, port: number): Promise<StackRedis> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pidFile = join(folder, "redis.pid");
  await endLeftOver(pidFile, "redis");
  const place = ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--pidfile", pidFile];
  const args = [...place, "--save", "", "--appendonly", "no", "--daemonize", "no"];
  let running: ChildProcess | undefined;
  const start = async () => {
    const child = spawn(program, args, { stdio: "ignore", detached: true });
    running = child;
    let up = false;
    const failed = once(child, "exit").then(() => {
      if (!up) throw new Error("Redis ended while it started.");
      if (running === child) startLater();
    });
    failed.catch(() => undefined);
    await Promise.race([untilListens(port), failed]);
    up = true;
  };
  const startLater = () => {
    running = undefined;
    setTimeout(() => {
      if (running === undefined) start().catch(startLater);
    }, pauseMs).unref();
  };
  const end = async (signal: NodeJS.Signals) => {
    const child = running;
    running = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  await start();
  // A process that exits without closing it must not leave it running.
  const onExit = () => running?.kill("SIGKILL");
  process.once("exit", onExit);
  return {
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return running?.pid ?? 0;
    },
    kill: () => end("SIGKILL"),
    async stop() {
      process.off("exit", onExit);
      await end("SIGTERM");
    },
    start: async () => (running === undefined ? await start() : undefined),
  };
}

async function untilListens(port: number): Promise<void> {
  for (let attempts = 0; attempts < 200; attempts++) {
    const socket = connect(port, "127.0.0.1");
    try {
      await once(socket, "connect");
      return;
    } catch {
      await delay(50);
    } finally {
      socket.destroy();
    }
  }
  throw new Error(`Redis does not answer on port ${port} after 10 s.`);
}
