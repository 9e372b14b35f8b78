import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Call } from "../call.ts";
import { Fault } from "../errors/fault.ts";
import { newTraceId, parseTraceparent } from "../telemetry/trace-context.ts";
import {
  bearerToken,
  lackingScopes,
  unauthenticated,
  type VerifiedKey,
  type VerifyKey,
} from "./authenticate.ts";
import type { HttpMetrics } from "./http-metrics.ts";
import "./http-state.ts";
import type { IdempotencyStore, StoredAnswer } from "./idempotency.ts";
import { readInput } from "./read-input.ts";
import { RestCall } from "./rest-call.ts";
import { runOperation } from "./run-operation.ts";
import { securityHeaders } from "./security-headers.ts";
import { sendFault } from "./send-fault.ts";
import type { RestOperation, RestOperations, RestTable } from "./table.ts";
import { toFault } from "./to-fault.ts";

export interface MountOptions<Context> {
  /** From `@waypost/gen/rest/<service>/routes.ts`. */
  readonly table: RestTable;
  /** The service's total map; hand-routed operations are not in it. */
  readonly operations: RestOperations<Context>;
  readonly context: Context;
  readonly verifyKey: VerifyKey;
  /** Needed when the table has an idempotent operation. */
  readonly idempotencyStore?: IdempotencyStore | undefined;
  readonly metrics?: HttpMetrics | undefined;
  /** For the check of the key, and again for the answer once the body has arrived. Default 3,000. */
  readonly deadlineMs?: number;
}

/**
 * Mounts every operation of a table on an app made by `createHttpApp`. A request goes: key and scopes → body → contract
 * → idempotency → logic → answer; a failure is answered as a problem. At the deadline the call's signal fires and
 * the answer is 504, whatever logic still does; when the caller goes away the signal fires too.
 *
 * @throws Error at once when the map lacks an operation, or an idempotent one has no store
 */
export function mountOperations<Context>(app: FastifyInstance, options: MountOptions<Context>): void {
  const { table, operations, idempotencyStore } = options;
  for (const [slug, { title }] of Object.entries(table.problems)) app.httpState.titles.set(slug, title);
  for (const operation of table.operations) {
    if (operation.handRouted) continue;
    if (!Object.hasOwn(operations, operation.operationId)) {
      throw new Error(`The service ${table.service} has no logic for ${operation.operationId}.`);
    }
    if (operation.idempotent && idempotencyStore === undefined) {
      throw new Error(`${operation.operationId} is idempotent and needs an idempotencyStore.`);
    }
    mountOperation(app, operation, options);
  }
}

function mountOperation<Context>(
  app: FastifyInstance,
  operation: RestOperation,
  options: MountOptions<Context>,
): void {
  const { metrics, deadlineMs = 3_000 } = options;
  const { operationId, scopes } = operation;
  const { log } = app.httpState;

  app.route({
    method: operation.method,
    url: operation.path,
    exposeHeadRoute: operation.method === "GET",
    config: { operationId },
    onRequest(request, reply, done) {
      const call = new RestCall({
        requestId: request.id,
        traceId: traceIdOf(request),
        operationId,
        request,
        log,
        deadlineMs,
        onDeadline: (fault) => {
          if (!reply.sent) sendFault(request, reply, fault);
        },
      });
      request.restCall = call;
      const startedAt = performance.now();
      reply.raw.once("close", () => {
        const answered = reply.raw.writableEnded;
        if (answered) call.end();
        else call.cancel();
        const status = answered ? reply.raw.statusCode : 499;
        const milliseconds = performance.now() - startedAt;
        metrics?.observe(operationId, status, milliseconds);
        // Not the call's own logger: making one costs more than this line, and most calls never log.
        const ms = Math.round(milliseconds * 10) / 10;
        log.info(
          { requestId: call.requestId, traceId: call.traceId, operation: operationId, status, ms },
          "request",
        );
      });
      if (scopes !== null) {
        authenticate(request, call, scopes, options.verifyKey, done);
      } else {
        call.pause();
        done();
      }
    },
    async handler(request, reply) {
      const call = request.restCall;
      if (call === null) throw new TypeError("Every request passes onRequest.");
      try {
        call.restart();
        const input = readInput(operation, request);
        const answer = await runOperation(operation, options, call, request.url, input);
        if (!reply.sent) send(request, reply, answer);
      } catch (error) {
        const fault = faultOf(error, call);
        if (!reply.sent) sendFault(request, reply, fault);
        else if (fault.code === "internal")
          call.log.error({ err: fault.cause }, "Failed after the answer was out");
      }
      return reply;
    },
  });
}

function authenticate(
  request: FastifyRequest,
  call: RestCall,
  scopes: readonly string[],
  verifyKey: VerifyKey,
  done: (error?: Error) => void,
): void {
  const admit = (key: VerifiedKey | null): void => {
    if (call.aborted) return; // answered at the deadline, or the client is gone
    if (key === null) {
      done(unauthenticated());
      return;
    }
    call.actor = { kind: "key", keyId: key.keyId, scopes: key.scopes };
    call.workspaceId = key.workspaceId;
    call.pause();
    done(lackingScopes(key, scopes) ?? undefined);
  };
  const refuse = (error: unknown): void => {
    if (!call.aborted) done(toFault(error));
  };
  const token = bearerToken(request.headers.authorization);
  try {
    const key = token === null ? null : verifyKey(token, call);
    if (key instanceof Promise) key.then(admit).catch(refuse);
    else admit(key);
  } catch (error) {
    refuse(error);
  }
}

function send(request: FastifyRequest, reply: FastifyReply, { status, headers, body }: StoredAnswer): void {
  reply.code(status).headers(securityHeaders).headers(headers).header("x-request-id", request.id);
  if (body === null) reply.send();
  else reply.header("content-type", "application/json; charset=utf-8").send(body);
}

/** When the call was aborted, that is why its logic failed, however it says so. */
function faultOf(error: unknown, call: Call & { readonly aborted: boolean }): Fault {
  const fault = toFault(error);
  if (fault.code !== "internal" || !call.aborted) return fault;
  const reason: unknown = call.signal.reason;
  return reason instanceof Fault ? reason : fault;
}

function traceIdOf(request: FastifyRequest): string {
  const { traceparent } = request.headers;
  const trace = typeof traceparent === "string" ? parseTraceparent(traceparent) : undefined;
  if (trace !== undefined) return trace.traceId;
  // A UUIDv7 without hyphens is a fine trace id: 32 hex digits, its end random. A trusted id may be anything.
  const id = request.id.replaceAll("-", "");
  return /^[0-9a-f]{32}$/.test(id) ? id : newTraceId();
}
