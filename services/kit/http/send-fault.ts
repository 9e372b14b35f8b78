import type { FastifyReply, FastifyRequest } from "fastify";
import type { Fault } from "../errors/fault.ts";
import "./http-state.ts";
import { problemDocument, problemMediaType, statusOf } from "./problem.ts";
import { securityHeaders } from "./security-headers.ts";

/** The same for every 401, so that nothing can be learnt about a key. */
const challenge = 'Bearer realm="waypost"';

/**
 * Answers with the problem document of a fault, and logs what the caller is not told: the cause of server faults.
 * For every route of the app, the hand-written ones too.
 */
export function sendFault(request: FastifyRequest, reply: FastifyReply, fault: Fault): FastifyReply {
  const { log, titles } = request.server.httpState;
  const status = statusOf(fault);
  if (status >= 500) {
    const facts = {
      err: fault.cause ?? fault,
      requestId: request.id,
      operation: request.routeOptions.config?.operationId,
      problem: fault.slug,
    };
    if (fault.code === "internal") log.error(facts, "A request failed for a reason of our own");
    else log.warn(facts, "A request could not be served");
  }
  reply.code(status).headers(securityHeaders).header("x-request-id", request.id);
  if (status === 401) reply.header("www-authenticate", challenge);
  if (fault.retryAfterSeconds !== undefined) reply.header("retry-after", Math.ceil(fault.retryAfterSeconds));
  const problem = problemDocument(fault, {
    requestId: request.id,
    instance: pathOf(request.url),
    title: titles.get(fault.slug),
  });
  return reply.header("content-type", problemMediaType).send(JSON.stringify(problem));
}

function pathOf(url: string): string {
  const query = url.indexOf("?");
  return (query < 0 ? url : url.slice(0, query)).slice(0, 512);
}
