// `npm run stack`: every service as processes of its own, with what stands around them.
import { resolve } from "node:path";
import { FolderInUseError } from "@waypost/kit/lifecycle/folder-lock.ts";
import { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { handleSignals } from "@waypost/kit/lifecycle/signals.ts";
import { createLogger } from "@waypost/kit/telemetry/logger.ts";
import type { ProcessEvent } from "./managed-process.ts";
import { openStack, type Stack } from "./open-stack.ts";
import { help, parseOptions } from "./options.ts";
import { rollingRestart } from "./rolling-restart.ts";
import { readStackSettings } from "./stack-settings.ts";

const root = resolve(import.meta.dirname, "../..");

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options === "help") {
    process.stdout.write(help);
    return;
  }
  const { json } = options;
  const settings = readStackSettings(resolve(root, options.settings), process.env);
  const log = createLogger("warn", process.stderr);
  const scope = new Scope("stack", log);
  handleSignals({
    log,
    stop() {
      if (!json) print("Stopping; Ctrl-C again ends everything at once.");
      return scope.stop();
    },
  });
  const fail = async (error: unknown) => {
    if (scope.signal.aborted) return;
    await scope.stop();
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exit(1);
  };
  try {
    const stack = await openStack(scope, {
      root,
      data: resolve(options.data),
      settings,
      log,
      tell: (event) => print(json ? JSON.stringify(event) : describe(event)),
      note: (sentence) => print(json ? JSON.stringify({ event: "note", sentence }) : sentence),
      onLost: (reason) => void fail(reason),
    });
    print(json ? bannerJson(stack) : bannerText(stack));
    process.on("SIGUSR2", () => {
      rollingRestart(stack.processes.values()).catch((error: unknown) =>
        log.error({ err: error }, "The rolling restart ended early"),
      );
    });
  } catch (error) {
    await fail(error);
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof FolderInUseError)
    return `A stack of process ${error.holderPid ?? "unknown"} runs on this folder; stop that one first, or choose another --data.`;
  return error instanceof Error ? error.message : String(error);
}

function describe({ process: name, event, pid, by }: ProcessEvent): string {
  const what = {
    starting: "starts",
    ready: "is ready",
    stopping: "stops",
    stopped: "has stopped",
    died: "died and is started again",
  };
  return `${name} (${pid}) ${what[event]}${by === undefined || by === "0" ? "" : ` (${by})`}`;
}

function bannerText(stack: Stack): string {
  const rows = [
    [stack.gateway === null ? "API and redirects" : "Gateway", stack.url],
    ...[...stack.urls].map(([name, url]) => [name, url]),
    ...[...stack.processes].map(([name, { adminUrl, pid }]) => [
      `${name} metrics`,
      `${adminUrl}/metrics (pid ${pid})`,
    ]),
    ["Kafka", stack.kafka?.address ?? "none"],
    ["Redis", stack.redis?.url ?? "none"],
    ["API key", stack.apiKey],
  ];
  const lines = rows.map(([name = "", value = ""]) => `  ${name.padEnd(31)}${value}`);
  return `\nThe stack is ready. Stop it with Ctrl-C.\n\n${lines.join("\n")}\n`;
}

function bannerJson(stack: Stack): string {
  const { url, apiKey, databaseUrl } = stack;
  const processes = Object.fromEntries(
    [...stack.processes].map(([name, { pid, adminUrl }]) => [
      name,
      { pid, adminUrl, url: stack.urls.get(name) ?? null },
    ]),
  );
  return JSON.stringify({
    event: "stack-ready",
    url,
    apiKey,
    databaseUrl,
    redisUrl: stack.redis?.url ?? null,
    kafka: stack.kafka?.address ?? null,
    processes,
    pid: process.pid,
  });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
