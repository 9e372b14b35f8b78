import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { RestOperation, RestTable } from "@waypost/kit/http/table.ts";
import type { sample } from "openapi-sampler";

type Schema = Parameters<typeof sample>[0];

interface Example {
  readonly value?: unknown;
}

export interface Media {
  readonly schema: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, Example>>;
}

/** A parameter or a response header. */
export interface Field {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
  readonly schema: Schema;
}

export interface ResponseDoc {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, Field>>;
  readonly content?: Readonly<Record<string, Media>>;
}

/** An operation of the OpenAPI document, as far as the mock reads it. */
export interface OperationDoc {
  readonly operationId: string;
  readonly parameters?: readonly Field[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, ResponseDoc>>;
  readonly "x-paginated"?: string;
}

/** An OpenAPI document that was bundled: references lead inside of it. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationDoc | readonly Field[]>>>>;
}

/** The contract of one service: the table that the product walks, and the document that has the examples. */
export interface Contract {
  readonly table: RestTable;
  readonly document: Document;
}

/** Reads what `npm run gen` made of every REST contract. */
export async function loadContracts(root: string): Promise<readonly Contract[]> {
  const rest = join(root, "gen/rest");
  const entries = await readdir(rest, { withFileTypes: true });
  const services = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return await Promise.all(
    services.sort().map(async (service) => {
      const routes: Readonly<Record<string, unknown>> = await import(join(rest, service, "routes.ts"));
      const table = Object.values(routes).find(isTable);
      if (table === undefined) throw new Error(`gen/rest/${service} has no table; run npm run gen.`);
      const document: Document = JSON.parse(await readFile(join(rest, service, "openapi.json"), "utf8"));
      return { table, document };
    }),
  );
}

/** Generated modules export nothing else that has operations. */
function isTable(value: unknown): value is RestTable {
  return typeof value === "object" && value !== null && "operations" in value && "service" in value;
}

/** The document's entry of an operation of the table, and the parameters that its path shares. */
export function documentOf(
  { document }: Contract,
  { operationId }: Pick<RestOperation, "operationId">,
): { readonly path: string; readonly operation: OperationDoc; readonly parameters: readonly Field[] } {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const operation of Object.values(item)) {
      if (!("operationId" in operation) || operation.operationId !== operationId) continue;
      const shared = Object.entries(item).flatMap(([key, value]) =>
        key === "parameters" && !("operationId" in value) ? value : [],
      );
      const own = operation.parameters ?? [];
      return { path, operation, parameters: [...shared, ...own].map((it) => follow(document, it)) };
    }
  }
  throw new Error(`${operationId} is not in its OpenAPI document; run npm run gen.`);
}

/** What a reference points at, or the value itself. */
export function follow<T extends { readonly $ref?: string }>(document: Document, value: T): T {
  if (value.$ref === undefined) return value;
  const parts = value.$ref.replace(/^#\//, "").split("/");
  // A bundled document has at a reference what belongs there: the linter of the contracts holds it to that.
  // biome-ignore lint/suspicious/noExplicitAny: JSON is walked by name.
  const found: any = parts.reduce((at: any, part) => at?.[part], document);
  if (found === undefined) throw new Error(`${value.$ref} leads nowhere.`);
  return follow<T>(document, found);
}
