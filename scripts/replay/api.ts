import type { Answer, HttpClient, Send } from "./http-client.ts";
import { retryUnanswered } from "./retry.ts";

/** These pass, and every call of a replay may be repeated. */
const refusals = new Set([429, 502, 503, 504]);
/** The process that began the call may have died; then its claim on the key ends after half a minute. */
const keyInUse = "/problems/idempotency-key-in-use";

export interface ApiOptions {
  readonly base: URL;
  readonly key: string;
  readonly patienceMs: number;
  /** Ends the trying of calls that are not answered. */
  readonly signal?: AbortSignal;
}

/** The calls of the REST API that a replay makes, tried again until the server answers or patience ends. */
export class Api {
  readonly #http: HttpClient;
  readonly #options: ApiOptions;

  constructor(http: HttpClient, options: ApiOptions) {
    this.#http = http;
    this.#options = options;
  }

  /** Says in one sentence why a replay can't begin: nothing there, not Waypost, or a key that does not do. */
  async check(): Promise<void> {
    const { base } = this.#options;
    let status: number;
    try {
      ({ status } = await this.#send({ method: "GET", url: new URL("/api/v1/ledger", base) }, 3_000));
    } catch (cause) {
      throw new Error(
        `Nothing answers at ${base.origin} (${messageOf(cause)}); start Waypost first (npm start), or pass --url.`,
      );
    }
    if (status === 401 || status === 403) {
      throw new Error(
        `${base.origin} refuses the key (${status}); pass one with the scopes links:write, stats:read and operator by --key.`,
      );
    }
    if (status !== 200) throw new Error(`${base.origin} answers ${status} for its ledger; is it Waypost?`);
  }

  async get(path: string): Promise<unknown> {
    return JSON.parse(
      (await this.#call({ method: "GET", url: new URL(path, this.#options.base) }, 200)).body,
    );
  }

  /** Makes a link and gives its code. The same `idempotencyKey` gives the same link. */
  async createLink(url: string, idempotencyKey: string): Promise<string> {
    const answer = await this.#call(
      {
        method: "POST",
        url: new URL("/api/v1/links", this.#options.base),
        headers: { "content-type": "application/json", "idempotency-key": idempotencyKey },
        body: JSON.stringify({ url, tags: ["replay"] }),
      },
      201,
    );
    const link: { code?: unknown } = JSON.parse(answer.body);
    if (typeof link.code !== "string") throw new Error("The server made a link without a code.");
    return link.code;
  }

  async #call(send: Send, expected: number): Promise<Answer> {
    const answer = await this.#send(send, this.#options.patienceMs);
    if (answer.status !== expected) {
      throw new Error(
        `${send.method} ${send.url.pathname} answered ${answer.status}: ${answer.body.slice(0, 300)}`,
      );
    }
    return answer;
  }

  async #send(send: Send, patienceMs: number): Promise<Answer> {
    const { key, signal } = this.#options;
    const headers = { ...send.headers, authorization: `Bearer ${key}` };
    return await retryUnanswered(() => this.#http.send({ ...send, headers }), {
      patienceMs,
      ...(signal === undefined ? {} : { signal }),
      isRefusal: ({ status, body }) => refusals.has(status) || (status === 409 && body.includes(keyInUse)),
    });
  }
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return "code" in cause && cause.message === "" ? String(cause.code) : cause.message;
}
