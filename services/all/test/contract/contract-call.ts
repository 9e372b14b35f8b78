import type { FastifyInstance, InjectOptions, LightMyRequestResponse as Response } from "fastify";
import type { ContractOperation } from "./contract-document.ts";

/** What a call sends, before any of it is written as HTTP. */
export interface CallInput {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  /** Absent: no body. */
  readonly body?: unknown;
}

/** The parts of a request that are sent as they are, whatever they would be otherwise. */
export interface RawParts {
  /** After the question mark. */
  readonly query?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Writes a call as HTTP and sends it with `key`; null sends none. */
export function callOperation(
  app: FastifyInstance,
  operation: ContractOperation,
  key: string | null,
  input: CallInput,
  raw: RawParts = {},
): Promise<Response> {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(input.path?.[name])),
  );
  const query = raw.query ?? queryOf(input.query ?? {});
  const payload = raw.body ?? (input.body === undefined ? undefined : JSON.stringify(input.body));
  const headers: Record<string, string> = {};
  if (key !== null) headers.authorization = `Bearer ${key}`;
  if (payload !== undefined) headers["content-type"] = "application/json";
  for (const [name, value] of Object.entries(input.header ?? {})) headers[name.toLowerCase()] = String(value);
  const request: InjectOptions = {
    method: operation.method,
    url: query === "" ? path : `${path}?${query}`,
    headers: { ...headers, ...raw.headers },
    ...(payload === undefined ? {} : { payload }),
  };
  return app.inject(request);
}

function queryOf(query: Readonly<Record<string, unknown>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join("&");
}
