import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type GatewaySettings, gatewayFiles } from "./gateway-settings.ts";

const shipped = join(import.meta.dirname, "../../deploy/gateway");

/** A gateway that runs. */
export interface Gateway {
  readonly url: string;
  readonly child: ChildProcess;
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

/**
 * Runs nginx as a process of this one, with the configuration that is shipped and the settings of this gateway.
 * @throws Error with what nginx says when it does not start within 10 s
 */
export async function openGateway({ nginx, folder, settings, url }: OpenGatewayOptions): Promise<Gateway> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of ["nginx.conf", "routes.conf"]) copyFileSync(join(shipped, name), join(folder, name));
  for (const [name, text] of Object.entries(gatewayFiles(settings))) writeFileSync(join(folder, name), text);
  // As root it would turn into a user who can't write to the folder.
  const user = process.getuid?.() === 0 ? "user root;" : "";
  const globals = `daemon off; pid nginx.pid; ${user}`;
  const child = spawn(
    nginx,
    ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr", "-g", globals],
    {
      stdio: ["ignore", "ignore", "pipe"],
      // A Ctrl-C in the terminal is for who started this; nginx would drop what is under way.
      detached: true,
    },
  );
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4_000);
  });
  const ended = once(child, "exit");
  ended.catch(() => undefined);
  const close = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGQUIT");
    const late = setTimeout(() => child.kill("SIGTERM"), 10_000);
    await ended;
    clearTimeout(late);
  };
  try {
    await untilAnswers(child, url);
  } catch (error) {
    await close();
    throw new Error(`The gateway does not start: ${said.trim() || String(error)}`, { cause: error });
  }
  return { url, child, close };
}

async function untilAnswers(child: ChildProcess, url: string): Promise<void> {
  const endAt = performance.now() + 10_000;
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
