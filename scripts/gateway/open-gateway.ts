import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type GatewaySettings, gatewayFiles } from "./gateway-settings.ts";
import { endLeftOver } from "./left-over.ts";

const shipped = join(import.meta.dirname, "../../deploy/gateway");

/** A gateway that runs. */
export interface Gateway {
  readonly url: string;
  /** 0 while it is between two starts. */
  readonly pid: number;
  /** Lets requests under way finish, for at most 10 s. */
  close(): Promise<void>;
}

export interface OpenGatewayOptions {
  /** The program. */
  readonly nginx: string;
  /** A folder of its own, made when it is not there. */
  readonly folder: string;
  readonly settings: GatewaySettings;
  /** Where it is reached, to see when it answers. */
  readonly url: string;
}

const pauseMs = 500;

/**
 * Runs nginx as a process of this one, with the configuration that is shipped and the settings of this gateway. One
 * that dies is started again; one that a killed process left on the folder is ended first.
 * @throws Error with what nginx says when it does not start within 30 s
 */
export async function openGateway(options: OpenGatewayOptions): Promise<Gateway> {
  const { folder, settings, url } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  await endLeftOver(join(folder, "nginx.pid"), folder);
  for (const name of ["nginx.conf", "routes.conf"]) copyFileSync(join(shipped, name), join(folder, name));
  for (const [name, text] of Object.entries(gatewayFiles(settings))) writeFileSync(join(folder, name), text);
  let running: ChildProcess | undefined;
  let closing = false;
  const start = async () => {
    const child = await runNginx(options);
    running = child;
    if (closing) await endInOrder(child);
    else child.once("exit", () => startLater(child.pid));
  };
  const startLater = (pid: number | undefined) => {
    running = undefined;
    if (closing) return;
    // Its workers would go on without it, and keep the port.
    if (pid !== undefined) endGroup(pid);
    setTimeout(() => {
      if (!closing) start().catch(() => startLater(undefined));
    }, pauseMs).unref();
  };
  await start();
  // A process that exits without closing it must not leave it running.
  const onExit = () => running?.kill("SIGTERM");
  process.once("exit", onExit);
  return {
    url,
    get pid() {
      return running?.pid ?? 0;
    },
    async close() {
      closing = true;
      process.off("exit", onExit);
      if (running !== undefined) await endInOrder(running);
    },
  };
}

async function runNginx({ nginx, folder, url }: OpenGatewayOptions): Promise<ChildProcess> {
  // As root it would turn into a user who can't write to the folder.
  const user = process.getuid?.() === 0 ? "user root;" : "";
  const globals = `daemon off; pid nginx.pid; ${user}`;
  const args = ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr", "-g", globals];
  // A Ctrl-C in the terminal is for who started this; nginx would drop what is under way.
  const child = spawn(nginx, args, { stdio: ["ignore", "ignore", "pipe"], detached: true });
  child.on("error", () => undefined);
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4_000);
  });
  try {
    await untilAnswers(child, url);
    return child;
  } catch (error) {
    await endInOrder(child);
    throw new Error(`The gateway does not start: ${said.trim() || String(error)}`, { cause: error });
  }
}

async function endInOrder(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGQUIT");
  const late = setTimeout(() => child.kill("SIGTERM"), 10_000);
  await ended;
  clearTimeout(late);
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // No process of the group is left.
  }
}

async function untilAnswers(child: ChildProcess, url: string): Promise<void> {
  const endAt = performance.now() + 30_000;
  for (;;) {
    if (child.exitCode !== null || child.pid === undefined) throw new Error("nginx ended");
    try {
      // The certificate of a gateway is for its visitors, not for this look at its port.
      await fetch(`${url}/livez`, { signal: AbortSignal.timeout(1_000) });
      return;
    } catch (error) {
      if (url.startsWith("https:") && isCertificateFault(error)) return;
      if (performance.now() > endAt) throw error;
      await delay(50);
    }
  }
}

function isCertificateFault(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && "code" in cause && /CERT|SELF_SIGNED/.test(String(cause.code));
}
