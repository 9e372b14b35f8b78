import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FaultProxy } from "@waypost/testing/kafka/fault-proxy.ts";
import { ManagedProcess } from "../stack/managed-process.ts";
import type { Stack } from "../stack/open-stack.ts";
import { Arena } from "./arena.ts";
import { destinationOf, Editor } from "./editor.ts";
import { newFaultBook } from "./fault-book.ts";
import { StackApi } from "./stack-api.ts";
import { Traffic } from "./traffic.ts";

/** A product that runs somewhere as one process. */
export interface RunningProduct {
  readonly url: string;
  readonly apiKey: string;
  /** The owner's URL. */
  readonly databaseUrl: string;
}

/** What answers that it is ready, as every process of the stack does. */
const readyProgram = `import { createServer } from "node:http";
const server = createServer((_, response) => response.end()).listen(0, "127.0.0.1", () => {
  const adminUrl = "http://127.0.0.1:" + server.address().port;
  process.stdout.write(JSON.stringify({ adminUrl }) + "\\n");
});
process.once("disconnect", () => process.exit());
`;

/**
 * An arena around a product that runs as one process: its stack has two processes of links, which are ready, can be
 * killed and are started again, but do nothing; whom they stand for answers at the product's address.
 */
export async function openTestArena(
  { url, apiKey, databaseUrl }: RunningProduct,
  visitors: number,
): Promise<Arena & AsyncDisposable> {
  const data = mkdtempSync(join(tmpdir(), "waypost-arena-"));
  const main = join(data, "ready.mjs");
  writeFileSync(main, readyProgram);
  const onDeath = new Map<string, () => void>();
  const names = ["links-1", "links-2"];
  const processes = new Map(
    names.map((name) => [
      name,
      new ManagedProcess({
        name,
        main,
        env: () => ({}),
        logFile: join(data, `${name}.log`),
        tell: ({ event }) => event === "died" && onDeath.get(name)?.(),
      }),
    ]),
  );
  await Promise.all(Array.from(processes.values(), (it) => it.start()));
  const urls = new Map([...names, "analytics-1"].map((name) => [name, url]));
  const stack: Stack = { url, urls, gateway: null, kafka: null, redis: null, databaseUrl, processes, apiKey };
  const api = new StackApi(stack);
  const prefix = `test-${process.pid}-${Math.random()}`;
  const makeLink = (at: number) =>
    api.makeLink(at === 0 ? destinationOf(0) : `https://example.com/${at}`, `${prefix}-${at}`);
  const [edited, ...others] = await Promise.all([0, 1, 2].map(makeLink));
  if (edited === undefined) throw new Error("No link was made.");
  const traffic = new Traffic({ doors: [url], links: [edited, ...others], visitors, prefix });
  const editor = new Editor(api, edited);
  const proxy = await FaultProxy.start();
  const arena = new Arena({
    ...{ stack, data, api, traffic, editor, onDeath },
    proxies: { kafka: proxy, postgres: proxy, redis: proxy },
    root: join(import.meta.dirname, "../.."),
    book: newFaultBook(),
    settings: new Map(),
    longestMs: 500,
  });
  const close = async () => {
    await Promise.all([traffic.end(), editor.end(), proxy.close()]);
    await Promise.all(Array.from(processes.values(), (it) => it.stop()));
    rmSync(data, { recursive: true, force: true });
  };
  return Object.assign(arena, { [Symbol.asyncDispose]: close });
}
