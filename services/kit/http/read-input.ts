import type { FastifyRequest } from "fastify";
import { Fault, type FieldFault } from "../errors/fault.ts";
import { explainSchemaErrors } from "./explain-schema-errors.ts";
import "./http-state.ts";
import { isBadText } from "./json-body.ts";
import type { RestBody, RestOperation, RestParameters } from "./table.ts";

/** What the validators let through, in the shape of the generated input types. */
export interface RestInput {
  path?: unknown;
  query?: unknown;
  headers?: unknown;
  body?: unknown;
}

/** Bodies up to this size are searched for every fault; larger ones are told the first, so that the cost is bounded. */
const explainedBytes = 65_536;

/**
 * Checks a request against its operation.
 * @throws Fault `contract-violation` with every bad field of path, query and headers; else those of the body
 */
export function readInput(operation: RestOperation, request: FastifyRequest): RestInput {
  const { path, query, headers } = operation.parameters;
  const input: RestInput = {};
  const faults: FieldFault[] = [];
  const check = (
    section: "path" | "query" | "headers",
    parameters: RestParameters | null,
    values: object,
  ) => {
    if (parameters === null) return;
    if (!parameters.validate(values))
      faults.push(...explainSchemaErrors(section, parameters.validate.errors));
    else if (parameters.names.length > 0) input[section] = values;
  };
  check("path", path, { ...(request.params as object) });
  check("query", query, readQuery(query, request, faults));
  if (headers !== null) check("headers", headers, pick(headers, request));
  if (faults.length > 0) throw violation(faults);
  readBody(operation.body, request, input);
  return input;
}

function readQuery(parameters: RestParameters | null, request: FastifyRequest, faults: FieldFault[]): object {
  const raw = request.query as Record<string, string | string[]>;
  if (request.url.includes("%")) checkEscapes(request, raw, faults);
  // Without a prototype `__proto__` is a name like any other, and refused as unknown.
  const values: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(raw)) {
    if (parameters?.lists.includes(name)) values[name] = [value].flat();
    else if (!Array.isArray(value)) values[name] = value;
    else faults.push({ pointer: `/query/${name}`, detail: "is given more than once" });
  }
  return values;
}

/** The router and the query parser let pass what can't be decoded or stored. */
function checkEscapes(
  request: FastifyRequest,
  query: Readonly<Record<string, string | string[]>>,
  faults: FieldFault[],
): void {
  const [, rawQuery = ""] = /\?(.*)$/s.exec(request.url) ?? [];
  try {
    decodeURIComponent(rawQuery);
  } catch {
    faults.push({ pointer: "/query", detail: "is not valid percent-encoded UTF-8" });
  }
  for (const [name, value] of Object.entries(query)) {
    if (isBadText(name) || [value].flat().some(isBadText)) {
      faults.push({ pointer: `/query/${name.replaceAll("\0", "\\0")}`, detail: "holds NUL" });
    }
  }
  for (const [name, value] of Object.entries(request.params as Record<string, string>)) {
    if (isBadText(value)) faults.push({ pointer: `/path/${name}`, detail: "holds NUL" });
  }
}

function pick({ names }: RestParameters, { headers }: FastifyRequest): object {
  const values: Record<string, unknown> = {};
  for (const name of names) {
    const value = headers[name];
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function readBody(body: RestBody | null, request: FastifyRequest, input: RestInput): void {
  const value: unknown = request.body;
  if (value === undefined) {
    if (body?.required) throw violation([{ pointer: "/body", detail: "is missing; send JSON" }]);
    return;
  }
  if (body === null) throw violation([{ pointer: "/body", detail: "is not expected here" }]);
  if (!body.validate(value)) throw violation(explainBody(body, value, request.bodyBytes));
  input.body = value;
}

function explainBody(body: RestBody, value: unknown, bytes: number): readonly FieldFault[] {
  const { errors } = body.validate;
  if (bytes > explainedBytes) return explainSchemaErrors("body", errors);
  body.explain(value);
  return explainSchemaErrors("body", body.explain.errors);
}

function violation(fields: readonly FieldFault[]): Fault {
  return new Fault("contract_violation", "contract-violation", {
    detail: fields.length === 1 ? "A field breaks the contract." : "Some fields break the contract.",
    fields,
  });
}
