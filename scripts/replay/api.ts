import type { Answer, HttpClient, Send } from "./http-client.ts";

/** The calls of the REST API that a replay makes, tried again until the server answers or patience ends. */
export class Api {
  readonly #http: HttpClient;
  readonly #base: URL;
  readonly #key: string;
  readonly #patienceMs: number;

  constructor(http: HttpClient, base: URL, key: string, patienceMs: number) {
    this.#http = http;
    this.#base = base;
    this.#key = key;
    this.#patienceMs = patienceMs;
  }

  async get(path: string): Promise<unknown> {
    return JSON.parse((await this.#call({ method: "GET", url: new URL(path, this.#base) }, 200)).body);
  }

  /** Makes a link and gives its code. The same `idempotencyKey` gives the same link. */
  async createLink(url: string, idempotencyKey: string): Promise<string> {
    const answer = await this.#call(
      {
        method: "POST",
        url: new URL("/api/v1/links", this.#base),
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
    const headers = { ...send.headers, authorization: `Bearer ${this.#key}` };
    const answer = await retryUnanswered(() => this.#http.send({ ...send, headers }), this.#patienceMs);
    if (answer.status !== expected) {
      throw new Error(
        `${send.method} ${send.url.pathname} answered ${answer.status}: ${answer.body.slice(0, 300)}`,
      );
    }
    return answer;
  }
}

/** Tries again, a little later each time, while there is no answer and `patienceMs` has not passed. */
export async function retryUnanswered(
  attempt: () => Promise<Answer>,
  patienceMs: number,
  onRetry: () => void = () => undefined,
): Promise<Answer> {
  const giveUpAt = performance.now() + patienceMs;
  for (let delayMs = 50; ; delayMs = Math.min(delayMs * 2, 1_000)) {
    try {
      return await attempt();
    } catch (cause) {
      if (performance.now() + delayMs > giveUpAt) throw cause;
      onRetry();
      await new Promise((resolve) => setTimeout(resolve, delayMs));
    }
  }
}
