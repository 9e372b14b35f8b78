import type { IncomingMessage, ServerResponse } from "node:http";
import type { Call } from "@waypost/kit/call.ts";
import { newRequestId, requestIdOf } from "@waypost/kit/http/request-id.ts";
import type { AppendDone, LogWriter } from "@waypost/kit/local-log/writer.ts";
import type { Visits } from "../context.ts";
import { decideVisit } from "../domain/visit.ts";
import type { CachedLink } from "./cached-link.ts";
import { ClickEncoder } from "./click-encoder.ts";
import type { ClickLimits } from "./click-limits.ts";
import type { LinkCache } from "./link-cache.ts";
import type { RejectionReason, Rejections } from "./rejections.ts";
import { codeIn, contentIdOf, headerText, isPrefetch, referrerOf, utmOf } from "./visit-facts.ts";
import type { VisitMetrics } from "./visit-metrics.ts";
import { sendPage } from "./visitor-pages.ts";
import type { VisitorSealer } from "./visitor-sealer.ts";

export interface FollowParts {
  readonly cache: LinkCache;
  /** What is cached of a code, here or elsewhere, is not so any more. */
  readonly forget: (code: string) => void;
  readonly limits: ClickLimits;
  readonly clicks: Pick<LogWriter, "append">;
  readonly sealer: VisitorSealer;
  readonly rejections: Rejections;
  readonly metrics: VisitMetrics;
  /** Whether `X-Request-Id` names the click, so that a repeated one counts once. */
  readonly trustRequestId: boolean;
  readonly now: () => number;
  readonly log: Call["log"];
}

/** One request of a visitor while it is answered. */
interface Visitor {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Null until an answer or a log line needs it. */
  readonly requestId: string | null;
  readonly startedAt: number;
}

/** An edited link may be found changed again and again; a visitor is told so after this many looks. */
const maxLooks = 3;

/**
 * Follows links: find, decide, record, answer.
 *
 * A visitor of a cached link without a click limit passes through in one go: the click is encoded and handed to the
 * local log, and the answer leaves from the log's callback, once the turn's clicks are written. Only links that must
 * be looked up, or whose clicks are limited, wait for PostgreSQL.
 */
export class Follow implements Visits {
  readonly #parts: FollowParts;
  readonly #encoder = new ClickEncoder();
  /** A lane's clicks never go back in time, whatever the clock does. */
  #lastClickedAtMs = 0;
  #unavailableToldAt = Number.NEGATIVE_INFINITY;

  constructor(parts: FollowParts) {
    this.#parts = parts;
  }

  visit(request: IncomingMessage, response: ServerResponse, requestId: string): void {
    const visitor = { request, response, requestId, startedAt: performance.now() };
    try {
      const code = codeIn(request);
      if (code === null) {
        this.#reject(visitor, "not-found");
        return;
      }
      const link = this.#parts.cache.get(code, this.#parts.now());
      if (link === undefined) this.#lookUp(visitor, code, 1);
      else this.#decide(visitor, code, link, 1);
    } catch (error) {
      this.#fail(visitor, error);
    }
  }

  visitKnown(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.method !== "GET") return false;
    const visitor: Visitor = { request, response, requestId: null, startedAt: performance.now() };
    try {
      const code = codeIn(request);
      if (code === null) return false;
      const now = this.#parts.now();
      const link = this.#parts.cache.get(code, now);
      if (link === undefined || link === null) return false;
      const prefetch = isPrefetch(request.headers);
      const visit = { now, method: "GET", prefetch, exhausted: link.exhausted } as const;
      if (decideVisit(link, visit) !== "redirect") return false;
      this.#record(visitor, link, false, prefetch);
    } catch (error) {
      this.#fail(visitor, error);
    }
    return true;
  }

  refuseMethod(request: IncomingMessage, response: ServerResponse, requestId: string): void {
    this.#reject({ request, response, requestId }, "method-not-allowed");
  }

  /** Tells the visitor why, and counts it. */
  #reject(visitor: Omit<Visitor, "startedAt">, reason: RejectionReason): void {
    this.#parts.rejections.count(reason);
    sendPage(visitor.request, visitor.response, reason, visitor.requestId ?? this.#newId(visitor));
  }

  #lookUp(visitor: Visitor, code: string, look: number): void {
    this.#parts.cache.load(code).then(
      (link) => this.#guarded(visitor, () => this.#decide(visitor, code, link, look)),
      (error: unknown) => this.#unavailable(visitor, error),
    );
  }

  #decide(visitor: Visitor, code: string, link: CachedLink | null, look: number): void {
    if (link === null) {
      this.#reject(visitor, "not-found");
      return;
    }
    const { request } = visitor;
    const head = request.method === "HEAD";
    const prefetch = isPrefetch(request.headers);
    const decision = decideVisit(link, {
      now: this.#parts.now(),
      method: head ? "HEAD" : "GET",
      prefetch,
      exhausted: link.exhausted,
    });
    if (decision === "redirect") this.#record(visitor, link, head, prefetch);
    else if (decision === "take-click" || decision === "look-for-click") {
      const { limits } = this.#parts;
      const asked = decision === "take-click" ? limits.take(link.id) : limits.look(link.id);
      asked.then(
        (taken) =>
          this.#guarded(visitor, () => {
            if (taken === "granted") this.#record(visitor, link, head, prefetch);
            else if (taken === "exhausted") this.#exhaust(visitor, link);
            else this.#lookAgain(visitor, code, look);
          }),
        (error: unknown) => this.#unavailable(visitor, error),
      );
    } else this.#reject(visitor, decision);
  }

  #exhaust(visitor: Visitor, link: CachedLink): void {
    link.exhausted = true;
    this.#reject(visitor, "limit-reached");
  }

  /** The link is not what the cache says. */
  #lookAgain(visitor: Visitor, code: string, looked: number): void {
    if (looked >= maxLooks) {
      this.#reject(visitor, "unavailable");
      return;
    }
    this.#parts.forget(code);
    this.#lookUp(visitor, code, looked + 1);
  }

  #record(visitor: Visitor, link: CachedLink, head: boolean, prefetch: boolean): void {
    const { request } = visitor;
    const { headers } = request;
    const now = this.#parts.now();
    if (now > this.#lastClickedAtMs) this.#lastClickedAtMs = now;
    // By the clock as it is, not the latest time seen: after a wrong jump forward, that day's key would be missing or wrong.
    const sealed = this.#parts.sealer.seal(request, now);
    const payload = this.#encoder.encode(link, {
      clickedAtMs: this.#lastClickedAtMs,
      sealedAddress: sealed.bytes,
      keyDay: sealed.day,
      userAgent: headers["user-agent"] ?? "",
      referrer: referrerOf(headerText(headers.referer)),
      head,
      prefetch,
      contentId: this.#parts.trustRequestId ? contentIdOf(headers) : "",
      utm: utmOf(request.url ?? ""),
    });
    const done: AppendDone = (result) => {
      if (result.kind === "refused") this.#reject(visitor, "refused-disk-full");
      else this.#redirect(visitor, link.destination);
    };
    this.#parts.clicks.append(payload, done);
  }

  #redirect(visitor: Visitor, destination: string): void {
    const { response } = visitor;
    // The destination was normalised to printable ASCII before it was stored.
    response.writeHead(302, [
      "Location",
      destination,
      "Cache-Control",
      "private, no-store",
      "Content-Length",
      "0",
    ]);
    response.end();
    this.#parts.metrics.redirected(performance.now() - visitor.startedAt);
  }

  #guarded(visitor: Visitor, step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#fail(visitor, error);
    }
  }

  #unavailable(visitor: Visitor, error: unknown): void {
    // While the database is away this is so for every visitor; one a second tells it, the metric counts them all.
    const level = visitor.startedAt - this.#unavailableToldAt > 1_000 ? "warn" : "debug";
    if (level === "warn") this.#unavailableToldAt = visitor.startedAt;
    this.#parts.log[level](
      { err: error, requestId: visitor.requestId },
      "A visitor's link could not be looked up",
    );
    this.#reject(visitor, "unavailable");
  }

  #fail(visitor: Visitor, error: unknown): void {
    const requestId = visitor.requestId ?? this.#newId(visitor);
    this.#parts.log.error({ err: error, requestId }, "A visit failed");
    this.#reject({ ...visitor, requestId }, "internal");
  }

  #newId({ request }: Pick<Visitor, "request">): string {
    return this.#parts.trustRequestId ? requestIdOf(request) : newRequestId();
  }
}
