import openapiTypescript, { astToString } from "openapi-typescript";
import { header } from "../planned-files.ts";
import type { Contract } from "./model.ts";

/** Emits `gen/rest/<service>/types.ts`: what every schema of the contract is in TypeScript. */
export async function emitTypes({ document, file }: Contract): Promise<string> {
  // The library changes the document it is given.
  const copy = structuredClone(document) as unknown as Parameters<typeof openapiTypescript>[0];
  const nodes = await openapiTypescript(copy, {
    immutable: true,
    additionalProperties: false,
    defaultNonNullable: true,
    silent: true,
  });
  return header(file) + astToString(nodes);
}
