import type { FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { Actor, Call } from "../call.ts";
import { Fault } from "../errors/fault.ts";

const anonymous: Actor = { kind: "anonymous" };

/** What a call is made of. */
export interface RestCallFacts {
  readonly requestId: string;
  readonly traceId: string;
  readonly operationId: string;
  readonly request: Pick<FastifyRequest, "ip">;
  readonly log: Logger;
  readonly deadlineMs: number;
  /** Called once when the deadline passes before {@link RestCall.end}. */
  readonly onDeadline: (fault: Fault) => void;
}

/**
 * One REST request as a {@link Call}. Signal and logger are made when they are first asked for, since many calls
 * need neither.
 */
export class RestCall implements Call {
  readonly requestId: string;
  readonly traceId: string;
  actor: Actor = anonymous;
  workspaceId = "";
  resourceId: string | undefined;
  deadline: number;
  readonly #facts: RestCallFacts;
  readonly #timer: NodeJS.Timeout;
  #paused = false;
  #controller: AbortController | undefined;
  #reason: Fault | undefined;
  #log: Logger | undefined;

  constructor(facts: RestCallFacts) {
    this.#facts = facts;
    this.requestId = facts.requestId;
    this.traceId = facts.traceId;
    this.deadline = Date.now() + facts.deadlineMs;
    this.#timer = setTimeout(expire, facts.deadlineMs, this);
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  get log(): Logger {
    this.#log ??= this.#facts.log.child({
      requestId: this.requestId,
      traceId: this.traceId,
      operation: this.#facts.operationId,
    });
    return this.#log;
  }

  get operation(): string {
    return this.#facts.operationId;
  }

  /** Worked out when it is asked for. */
  get address(): string {
    return this.#facts.request.ip;
  }

  /** True once the deadline has passed or the caller has gone. */
  get aborted(): boolean {
    return this.#reason !== undefined;
  }

  /** Stops the clock while the body arrives: how long that takes is the caller's affair, and bounded elsewhere. */
  pause(): void {
    this.#paused = true;
  }

  /** Gives the whole time again. */
  restart(): void {
    if (this.aborted) return;
    this.#paused = false;
    this.deadline = Date.now() + this.#facts.deadlineMs;
    this.#timer.refresh();
  }

  /** The answer is out; the deadline no longer matters. */
  end(): void {
    clearTimeout(this.#timer);
  }

  /** The caller went away before the answer. */
  cancel(): void {
    this.#abort(new Fault("cancelled", "cancelled"));
  }

  /** The deadline has passed; for the timer. */
  expire(): void {
    if (this.#paused) return;
    const fault = new Fault("deadline_exceeded", "deadline-exceeded", {
      detail: `The answer was not ready within ${this.#facts.deadlineMs} ms.`,
    });
    this.#abort(fault);
    this.#facts.onDeadline(fault);
  }

  #abort(reason: Fault): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    clearTimeout(this.#timer);
    this.#controller?.abort(reason);
  }
}

function expire(call: RestCall): void {
  call.expire();
}
