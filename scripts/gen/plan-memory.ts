import { createHash, type Hash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { listFiles } from "./list-files.ts";

/** What a part of a plan follows from, besides the generator itself. */
export interface PlanInputs {
  /** Files and folders below the root; what is not there counts as absent. */
  readonly paths?: readonly string[];
  readonly texts?: readonly string[];
}

/**
 * Keeps what parts of the generator planned, and answers it when everything it followed from is the same, byte by byte:
 * inputs, the generator's and kit's code, the locked packages, Node. The content decides, never a time.
 */
export class PlanMemory {
  readonly #root: string;
  readonly #fresh: boolean;
  #tools: Promise<string> | undefined;

  /** @param fresh Plan everything anew, and keep it. */
  constructor(root: string, fresh = false) {
    this.#root = root;
    this.#fresh = fresh;
  }

  async recall<T>(part: string, { paths = [], texts = [] }: PlanInputs, plan: () => Promise<T>): Promise<T> {
    this.#tools ??= hashOf(repository, ["scripts", "services/kit", "pnpm-lock.yaml"], [process.version]);
    const key = await hashOf(this.#root, paths, [await this.#tools, ...texts]);
    const file = join(this.#root, "node_modules/.cache/waypost-gen-plans", `${part}.v8`);
    const kept = this.#fresh ? undefined : await readKept<T>(file);
    if (kept?.key === key) return kept.value;
    const value = await plan();
    // A cache that can't be written is only slow.
    await keep(file, { key, value }).catch(() => undefined);
    return value;
  }
}

/** For who plans once. */
export const noMemory: Pick<PlanMemory, "recall"> = { recall: (_part, _inputs, plan) => plan() };

interface Kept<T> {
  readonly key: string;
  readonly value: T;
}

const repository = join(import.meta.dirname, "../..");

async function readKept<T>(file: string): Promise<Kept<T> | undefined> {
  try {
    const kept: Kept<T> = deserialize(await readFile(file));
    return kept;
  } catch {
    return undefined;
  }
}

async function keep(file: string, kept: Kept<unknown>): Promise<void> {
  await mkdir(join(file, ".."), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, serialize(kept));
  await rename(temporary, file);
}

async function hashOf(root: string, paths: readonly string[], texts: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const text of texts) add(hash, text);
  const files = (await Promise.all(paths.map(async (path) => (await listFiles(root, path)) ?? [path])))
    .flat()
    .sort();
  const contents = await Promise.all(files.map((path) => readFile(join(root, path)).catch(() => "")));
  for (const [index, path] of files.entries()) {
    add(hash, path);
    add(hash, contents[index] ?? "");
  }
  return hash.digest("hex");
}

/** With its length in front, so that no two lists of parts hash alike. */
function add(hash: Hash, part: string | Buffer): void {
  hash.update(`${part.length}:`).update(part);
}
