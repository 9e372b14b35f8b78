import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, startChild } from "./child.ts";

const mainFile = new URL("../services/all/main.ts", import.meta.url).pathname;

/** The whole product, started as `npm start` does, on a data folder of its own. */
export interface Product {
  readonly url: string;
  readonly adminUrl: string;
  readonly pid: number;
  readonly dataFolder: string;
  /** Answers JSON of a REST call made with the first key. Throws on any status but `expected`. */
  call(method: string, path: string, body?: unknown, expected?: number): Promise<unknown>;
  readonly authorization: string;
  /** Connection string of the owner of its PostgreSQL. */
  ownerUrl(): Promise<string>;
  stop(): Promise<void>;
}

export interface ProductOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** An existing data folder, which stays; absent: a new one, removed at the end. */
  readonly dataFolder?: string;
}

/** A data folder below the system's temporary one. */
export function makeDataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "waypost-bench-"));
}

/** Removes it. */
export function removeDataFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true });
}

/** Starts the product on free ports and waits until it is ready. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataFolder = options.dataFolder ?? (await makeDataFolder());
  const removeFolder = async (): Promise<void> => {
    if (options.dataFolder === undefined) await removeDataFolder(dataFolder);
  };
  let child: Child;
  try {
    child = await startChild(mainFile, ["--json"], {
      WAYPOST_DATA: dataFolder,
      WAYPOST_PORT: "0",
      WAYPOST_ADMIN_PORT: "0",
      WAYPOST_LOG_LEVEL: "error",
      ...options.environment,
    });
  } catch (cause) {
    await removeFolder();
    throw cause;
  }
  // The product promises this line; see its --help.
  const { url, adminUrl, adminKeyFile } = JSON.parse(child.ready) as Record<
    "url" | "adminUrl" | "adminKeyFile",
    string
  >;
  const authorization = `Bearer ${(await readFile(adminKeyFile, "utf8")).trim()}`;
  return {
    url,
    adminUrl,
    pid: child.pid,
    dataFolder,
    authorization,
    call: (method, path, body, expected) => callApi(url, authorization, method, path, body, expected),
    async ownerUrl() {
      const connection: { ownerUrl: string } = JSON.parse(
        await readFile(join(dataFolder, "connection.json"), "utf8"),
      );
      return connection.ownerUrl;
    },
    async stop() {
      await child.stop();
      await removeFolder();
    },
  };
}

async function callApi(
  url: string,
  authorization: string,
  method: string,
  path: string,
  body: unknown,
  expected = method === "POST" ? 201 : 200,
): Promise<unknown> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: { authorization, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status !== expected)
    throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`);
  return text === "" ? null : JSON.parse(text);
}
