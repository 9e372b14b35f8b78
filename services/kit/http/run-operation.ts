import { errorCodes } from "../errors/codes.ts";
import { Fault } from "../errors/fault.ts";
import {
  hashRequest,
  type IdempotencyStore,
  type IdempotentRequest,
  idempotencyFault,
  type StoredAnswer,
} from "./idempotency.ts";
import type { RestInput } from "./read-input.ts";
import { writeAnswer } from "./rest-answer.ts";
import type { RestCall } from "./rest-call.ts";
import type { RestLogic, RestOperation, RestOperations, RestTable } from "./table.ts";

export interface RunOptions<Context> {
  readonly table: RestTable;
  readonly operations: RestOperations<Context>;
  readonly context: Context;
  readonly idempotencyStore?: IdempotencyStore | undefined;
}

/**
 * Runs the logic of a checked request, or gives the stored answer of a repeated one.
 * @throws Fault when logic answers or throws one
 */
export async function runOperation<Context>(
  operation: RestOperation,
  options: RunOptions<Context>,
  call: RestCall,
  url: string,
  input: RestInput,
): Promise<StoredAnswer> {
  const request = operation.idempotent ? idempotentRequest(operation, call, url, input) : undefined;
  const store = options.idempotencyStore;
  if (request === undefined || store === undefined) return runLogic(operation, options, call, input);
  const found = await store.begin(request, call.signal);
  if (found.state === "stored") return found.answer;
  if (found.state !== "begun") throw idempotencyFault(found.state);
  call.resourceId = found.resourceId;
  let answer: StoredAnswer;
  try {
    answer = await runLogic(operation, options, call, input);
  } catch (error) {
    // After a refusal nothing has happened. After anything else, such as a deadline during a commit, it may have.
    await (isRefusal(error) ? store.abandon(request) : store.release(request));
    throw error;
  }
  await store.complete(request, answer);
  return answer;
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof Fault)) return false;
  const { http } = errorCodes[error.code];
  return http < 500 && error.code !== "cancelled";
}

async function runLogic<Context>(
  operation: RestOperation,
  { table, operations, context }: RunOptions<Context>,
  call: RestCall,
  input: RestInput,
): Promise<StoredAnswer> {
  const { operationId } = operation;
  const logic = operations[operationId];
  if (logic === undefined) throw new TypeError(`${operationId} was mounted without logic.`);
  const result = await asRun(logic)(context, call, input).catch((error: unknown) => {
    if (error instanceof Fault) return error;
    throw error;
  });
  if (!(result instanceof Fault)) return writeAnswer(operation, result);
  // Slugs of the runtime itself are not in the table: any operation may be unavailable or too slow.
  if (Object.hasOwn(table.problems, result.slug) && !operation.problems.includes(result.slug)) {
    throw new TypeError(`${operationId} answered the undeclared problem ${result.slug}.`, { cause: result });
  }
  throw result;
}

/**
 * The one cast between table and logic. It is sound because both are generated from the same contract: the validators
 * of `operation` let through exactly the input type of the logic type that the total map demands under the same
 * operationId, and the type tests hold the generator to it.
 */
function asRun<Context>(
  logic: RestLogic<Context>,
): (...parameters: [Context, RestCall, RestInput]) => ReturnType<RestLogic<Context>> {
  return async (context, call, input) => logic(context, call, input as never);
}

function idempotentRequest(
  { operationId, method }: RestOperation,
  call: RestCall,
  url: string,
  { headers, body }: RestInput,
): IdempotentRequest | undefined {
  const key: unknown = (headers as Record<string, unknown> | undefined)?.["idempotency-key"];
  if (typeof key !== "string") return undefined;
  const [path = ""] = url.split("?");
  return { workspaceId: call.workspaceId, operationId, key, requestHash: hashRequest(method, path, body) };
}
