import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { type DerivedDocument, deriveResponses } from "../gen/rest/derive-responses.ts";
import { deriveScopes, type ScopedDocument, scopesOf } from "../gen/rest/derive-scopes.ts";
import { listApis } from "./list-apis.ts";
import { readContracts, readSharedProblems } from "./redocly-plugin.ts";

/**
 * Lends `use` a folder with the contracts of `api` in which everything that follows from them is written out, at the
 * same pointers: redocly's comparison runs no preprocessors. Released bundles are complete, and lent as they are.
 */
export async function withCompletedContracts<T>(
  api: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const codes = readSharedProblems(api);
  if (codes === undefined) return await use(api);
  const folder = await mkdtemp(join(tmpdir(), "waypost-completed-"));
  try {
    await cp(join(api, "shared"), join(folder, "shared"), { recursive: true });
    const scopes = scopesOf(readContracts(api));
    for (const name of await listApis(api)) {
      const text = await readFile(join(api, name), "utf8");
      await writeFile(join(folder, name), complete(text, codes, scopes));
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function complete(
  text: string,
  codes: Parameters<typeof deriveResponses>[1],
  scopes: ReadonlyMap<string, string>,
): string {
  try {
    const document: DerivedDocument & ScopedDocument = parse(text);
    deriveResponses(document, codes);
    deriveScopes(document, scopes);
    return JSON.stringify(document);
  } catch {
    return text; // what is no contract is told by the tool that reads the copy
  }
}
