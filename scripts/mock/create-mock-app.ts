import type { Fault } from "@waypost/kit/errors/fault.ts";
import type { VerifiedKey } from "@waypost/kit/http/authenticate.ts";
import { createHttpApp } from "@waypost/kit/http/create-http-app.ts";
import { mountOperations } from "@waypost/kit/http/mount-operations.ts";
import { writeAnswer } from "@waypost/kit/http/rest-answer.ts";
import { sendFault } from "@waypost/kit/http/send-fault.ts";
import type { RestOperation, RestSuccess } from "@waypost/kit/http/table.ts";
import { frameworkFault } from "@waypost/kit/http/to-fault.ts";
import { MemoryIdempotencyStore } from "@waypost/testing/memory-idempotency.ts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { pino } from "pino";
import { type Contract, documentOf } from "./contract.ts";
import { type MockOperation, mockOperation } from "./mock-operation.ts";
import { parsePrefer } from "./prefer.ts";

/** One request, once it is over. */
export interface MockRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** Null when no operation has this path. */
  readonly operation: string | null;
  /** Why a preference was passed over; null when none was. */
  readonly note: string | null;
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  note: string | null;
}

/** The product's own HTTP runtime, with the contract's examples for logic. Nothing it is sent is kept but idempotent answers. */
export function createMockApp(
  contracts: readonly Contract[],
  onRequest: (request: MockRequest) => void = () => {},
): FastifyInstance {
  const app = createHttpApp({ log: pino({ level: "silent" }) });
  const exchanges = new Map<string, Exchange>();
  app.addHook("onRequest", (request, reply, done) => {
    const exchange: Exchange = { request, reply, note: null };
    exchanges.set(request.id, exchange);
    reply.raw.once("close", () => {
      exchanges.delete(request.id);
      const [path = ""] = request.url.split("?");
      const operation = request.routeOptions.config?.operationId ?? null;
      onRequest({
        method: request.method,
        path,
        status: reply.raw.statusCode,
        operation,
        note: exchange.note,
      });
    });
    done();
  });

  const scopes = contracts.flatMap(({ table }) => table.operations.flatMap((it) => it.scopes ?? []));
  const key: VerifiedKey = {
    keyId: "mock",
    workspaceId: "mock",
    scopes: [...new Set(scopes)],
    expiresAt: null,
  };
  for (const contract of contracts) {
    const { table } = contract;
    const mocks = table.operations.map((operation) => ({
      operation,
      mock: mockOperation(contract, operation),
    }));
    mountOperations<undefined>(app, {
      table,
      operations: Object.fromEntries(
        mocks.map(({ operation, mock }) => [
          operation.operationId,
          async (_context, call) => preferred(mock, exchanges.get(call.requestId)),
        ]),
      ),
      context: undefined,
      verifyKey: (token) => (/^wp_[\w-]+$/.test(token) ? key : null),
      idempotencyStore: new MemoryIdempotencyStore(),
    });
    for (const { operation, mock } of mocks) {
      if (operation.handRouted)
        mountByHand(app, contract, operation, (request) => preferred(mock, exchanges.get(request.id)));
    }
  }
  return app;
}

/** By RFC 7240, a preference that can't be met is no error; the mock's log mentions it all the same. */
function preferred(mock: MockOperation, exchange: Exchange | undefined): RestSuccess | Fault {
  const header = exchange?.request.headers.prefer;
  if (exchange === undefined || header === undefined) return mock.usual;
  for (const preference of parsePrefer([header].flat().join(","))) {
    const { name, value } = preference;
    const answer = mock.answer(preference);
    if (answer !== null) {
      exchange.reply.header("preference-applied", `${name}=${value}`);
      return answer;
    }
    if (name === "status") exchange.note = `status=${value} is not declared: ${mock.statuses.join(", ")} are`;
    if (name === "problem") exchange.note = `problem=${value} is not declared: ${mock.slugs.join(", ")} are`;
  }
  return mock.usual;
}

/** What services route themselves is for visitors: no key, and a path that isn't of the contract's shape leads nowhere. */
function mountByHand(
  app: FastifyInstance,
  contract: Contract,
  operation: RestOperation,
  answerTo: (request: FastifyRequest) => RestSuccess | Fault,
): void {
  const shapes = documentOf(contract, operation)
    .parameters.filter((it) => it.in === "path")
    .map(({ name = "", schema }) => ({ name, shape: new RegExp(schema.pattern ?? "", "u") }));
  app.route<{ Params: Readonly<Record<string, string>> }>({
    method: operation.method,
    url: operation.path,
    exposeHeadRoute: false,
    config: { operationId: operation.operationId },
    handler(request, reply) {
      const fits = shapes.every(({ name, shape }) => shape.test(request.params[name] ?? ""));
      const answer = fits ? answerTo(request) : frameworkFault("not_found", "There is nothing at this path.");
      if (answer instanceof Error) return sendFault(request, reply, answer);
      const { status, headers, body } = writeAnswer(operation, answer);
      return reply
        .code(status)
        .headers(headers)
        .header("x-request-id", request.id)
        .send(body ?? undefined);
    },
  });
}
