import { problems } from "@waypost/gen/rest/problems.ts";
import { errorCodes } from "@waypost/kit/errors/codes.ts";
import { createSchemaCompiler } from "@waypost/testing/schema-compiler.ts";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { LightMyRequestResponse as Response } from "fastify";
import { allSchemas, type ContractOperation, type ContractResponse } from "./contract-document.ts";

const statusOfSlug: Readonly<Record<string, number>> = Object.fromEntries([
  ...Object.entries(errorCodes).map(([code, { http }]) => [code.replaceAll("_", "-"), http]),
  ...Object.entries(problems).map(([slug, { code }]) => [slug, errorCodes[code].http]),
]);
/** What the runtime may answer to any operation that has `default` among its responses. */
const fromTheRuntime = ["payload-too-large", "uri-too-long", "unsupported-media-type", "headers-too-large"];
/** Headers that mean something to a client, so that an answer has them only when the contract says so. */
const telling = ["location", "etag", "retry-after", "www-authenticate"];

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const compile = createSchemaCompiler(allSchemas);
const fitsProblem = compile(allSchemas.Problem ?? { not: {} });

/** A problem document, as far as tests read it. */
export interface ProblemBody {
  readonly type: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance?: string;
  readonly requestId: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/** Holds an answer to the contract: status, headers, media type, body, and the problem's slug. Throws what is wrong. */
export function checkAnswer(operation: ContractOperation, response: Response): void {
  const faults = faultsOf(operation, response);
  if (faults.length === 0) return;
  throw new Error(
    `${operation.operationId} answered ${response.statusCode} ${response.body.slice(0, 500)}\n- ${faults.join("\n- ")}`,
  );
}

/** The slug of a problem answer, null when it is none. */
export function slugOf(response: Response): string | null {
  if (response.statusCode < 400 || response.body === "") return null;
  return response.json<ProblemBody>().type.replace(/^\/problems\//, "");
}

function faultsOf(operation: ContractOperation, response: Response): string[] {
  const { statusCode: status } = response;
  if (status >= 500 && !(String(status) in operation.responses)) return ["a fault of the server"];
  const declared = operation.responses[status] ?? operation.responses.default;
  if (declared === undefined || (status < 400 && !(String(status) in operation.responses))) {
    return ["the status is not declared"];
  }
  return [
    ...headerFaults(declared, response),
    ...(status >= 400 ? problemFaults(operation, response) : bodyFaults(declared, response)),
  ];
}

function headerFaults(declared: ContractResponse, { headers }: Response): string[] {
  const known = new Set(Object.keys(declared.headers).map((name) => name.toLowerCase()));
  const undeclared = telling.filter((name) => headers[name] !== undefined && !known.has(name));
  const faults = undeclared.map((name) => `the header ${name} is not declared`);
  for (const [name, { required, schema }] of Object.entries(declared.headers)) {
    const value = headers[name.toLowerCase()];
    if (value === undefined) {
      if (required === true) faults.push(`the header ${name} is missing`);
    } else if (!ajv.validate(schema, schema.type === "integer" ? Number(value) : value)) {
      faults.push(`the header ${name} ${ajv.errorsText()}`);
    }
  }
  return faults;
}

function bodyFaults(declared: ContractResponse, response: Response): string[] {
  const [[mediaType, media] = []] = Object.entries(declared.content);
  if (mediaType === undefined || media === undefined)
    return response.body === "" ? [] : ["there is a body, which is not declared"];
  const faults = mediaTypeFaults(response, mediaType);
  const validate = compile(media.schema);
  if (!validate(response.json())) faults.push(`the body ${JSON.stringify(validate.errors)}`);
  return faults;
}

function problemFaults(operation: ContractOperation, response: Response): string[] {
  if (operation.method === "HEAD") return response.body === "" ? [] : ["there is a body to HEAD"];
  const faults = mediaTypeFaults(response, "application/problem+json");
  const problem = response.json<ProblemBody>();
  if (!fitsProblem(problem)) return [...faults, `the problem ${JSON.stringify(fitsProblem.errors)}`];
  const slug = slugOf(response) ?? "";
  const own = ["contract-violation", "unauthenticated", "forbidden", "unavailable"];
  if (![...operation.problems, ...own, ...fromTheRuntime].includes(slug) && !operation.handRouted) {
    faults.push(`the problem ${slug} is not declared`);
  }
  if (statusOfSlug[slug] !== response.statusCode && !operation.handRouted) {
    faults.push(`the problem ${slug} has the status ${statusOfSlug[slug]} in the error table`);
  }
  if (problem.status !== response.statusCode) faults.push(`the problem says ${problem.status}`);
  if (response.headers["x-request-id"] !== problem.requestId) {
    faults.push("the header x-request-id is not that of the problem");
  }
  return faults;
}

function mediaTypeFaults({ headers }: Response, wanted: string): string[] {
  const [found] = String(headers["content-type"]).split(";");
  return found === wanted ? [] : [`the media type is ${found}, not ${wanted}`];
}
