import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** A Redis of the stack's own. */
export interface StackRedis {
  readonly url: string;
  readonly pid: number;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Starts it again, with the same address and what it had on disk. */
  start(): Promise<void>;
}

/** Starts the system's Redis on `port` of 127.0.0.1 and resolves when it answers. It keeps what it holds in `folder`. */
export async function openStackRedis(program: string, folder: string, port: number): Promise<StackRedis> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const args = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--dir",
    folder,
    "--save",
    "",
    "--daemonize",
    "no",
  ];
  const run = async () => {
    const child = spawn(program, args, { stdio: "ignore", detached: true });
    const ended = once(child, "exit");
    ended.catch(() => undefined);
    const failed = ended.then(() => Promise.reject(new Error("Redis ended while it started.")));
    failed.catch(() => undefined);
    await Promise.race([untilListens(port), failed]);
    return { child, ended };
  };
  let running: Awaited<ReturnType<typeof run>> | undefined = await run();
  const end = async (signal: NodeJS.Signals) => {
    const was = running;
    running = undefined;
    was?.child.kill(signal);
    await was?.ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    get pid() {
      return running?.child.pid ?? 0;
    },
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    async start() {
      running ??= await run();
    },
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
