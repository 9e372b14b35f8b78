import { setTimeout as delay } from "node:timers/promises";
import type { Stack } from "../stack/open-stack.ts";

/** A link that is followed and edited. */
export interface TestLink {
  readonly id: string;
  readonly code: string;
}

type Term =
  | "accepted"
  | "stored"
  | "duplicate"
  | "deadLettered"
  | "inFlight"
  | "lost"
  | "redelivered"
  | "unrecorded";

/** What the ledger says. */
export interface Ledger extends Readonly<Record<Term, number>> {
  readonly balanced: boolean;
  readonly asOf: string;
  readonly lanes: readonly { readonly lane: string; readonly state: string; readonly inFlight: number }[];
}

type CallArguments = readonly [
  /** Who answers where there is no gateway. */
  process: string,
  method: "GET" | "POST" | "PATCH",
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
];

const dayMs = 86_400_000;
const daysAround = 4;
const callMs = 8_000;
const patienceMs = 120_000;

/** The calls of the API that the faults need, as a caller makes them who doesn't give up. */
export class StackApi {
  readonly #stack: Pick<Stack, "url" | "urls" | "gateway" | "apiKey">;

  constructor(stack: Pick<Stack, "url" | "urls" | "gateway" | "apiKey">) {
    this.#stack = stack;
  }

  async makeLink(url: string, key: string): Promise<TestLink> {
    const { id, code }: TestLink = JSON.parse(
      await this.#insist("links-1", "POST", "/api/v1/links", { url }, { "idempotency-key": key }),
    );
    return { id, code };
  }

  async editLink(link: TestLink, url: string): Promise<void> {
    await this.#insist("links-1", "PATCH", `/api/v1/links/${link.id}`, { url });
  }

  /** Asks once. */
  async ledger(): Promise<Ledger> {
    return JSON.parse(await this.#call("analytics-1", "GET", "/api/v1/ledger"));
  }

  /** All clicks of the workspace as the statistics have them. Asks once. */
  async total(): Promise<number> {
    return await this.#total("analytics-1", "/api/v1/stats");
  }

  /** The clicks of a link as the statistics have them. Asks once. */
  async totalOf(link: TestLink): Promise<number> {
    return await this.#total("links-1", `/api/v1/links/${link.id}/stats`);
  }

  /** With what wrong clocks dated some days off. */
  async #total(process: string, path: string): Promise<number> {
    const [from, to] = [-daysAround, daysAround].map((days) =>
      new Date(Date.now() + days * dayMs).toISOString(),
    );
    const answer = await this.#call(process, "GET", `${path}?from=${from}&to=${to}`);
    const { total }: { total: number } = JSON.parse(answer);
    return total;
  }

  async #insist(...call: CallArguments): Promise<string> {
    const giveUpAt = performance.now() + patienceMs;
    for (;;) {
      try {
        return await this.#call(...call);
      } catch (error) {
        if (performance.now() > giveUpAt) throw error;
        await delay(200);
      }
    }
  }

  async #call(...[process, method, path, body, headers]: CallArguments): Promise<string> {
    const { gateway, url, urls, apiKey } = this.#stack;
    const answer = await fetch(`${gateway === null ? urls.get(process) : url}${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(callMs),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return text;
  }
}
