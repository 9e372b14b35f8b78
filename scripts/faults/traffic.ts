import { setTimeout as delay } from "node:timers/promises";
import type { TestLink } from "./stack-api.ts";

/** What became of visits so far. */
export interface VisitCounts {
  /** Request ids that were answered with a redirect, each after one attempt or more. */
  answered: number;
  attempts: number;
  /** Attempts without a whole answer. */
  unanswered: number;
  /** Attempts with 429 or 5xx. */
  refused: number;
}

export interface TrafficOptions {
  /** Where visitors come in; each attempt goes to one of them. */
  readonly doors: readonly string[];
  readonly links: readonly TestLink[];
  readonly visitors: number;
  /** Begins each request id, which must be new to the installation. */
  readonly prefix: string;
}

const attemptMs = 6_000;
const patienceMs = 180_000;
const paceMs = 20;

/**
 * Visitors that follow links all the time, each with a request id of its own, and ask again until they are sent on: the
 * ids that were answered are what must have been counted, once each.
 */
export class Traffic {
  readonly counts: VisitCounts = { answered: 0, attempts: 0, unanswered: 0, refused: 0 };
  /** Answers that no fault excuses, in sentences. */
  readonly complaints: string[] = [];
  /** Answered visits by the code of the link. */
  readonly visitsOf = new Map<string, number>();
  readonly #options: TrafficOptions;
  readonly #running: Promise<void>[] = [];
  #open: PromiseWithResolvers<void> | null = Promise.withResolvers();
  #underWay = 0;
  #ended = false;
  #nextId = 0;

  constructor(options: TrafficOptions) {
    this.#options = options;
    for (let visitor = 0; visitor < options.visitors; visitor++) this.#running.push(this.#keepVisiting());
  }

  get links(): readonly TestLink[] {
    return this.#options.links;
  }

  /** Lets the visitors go on, after {@link pause} or at first. */
  resume(): void {
    this.#open?.resolve();
    this.#open = null;
  }

  /** Resolves when every visit that was begun is answered; no other begins until {@link resume}. */
  async pause(): Promise<void> {
    this.#open ??= Promise.withResolvers();
    while (this.#underWay > 0) await delay(10);
  }

  async end(): Promise<void> {
    this.#ended = true;
    this.resume();
    await Promise.all(this.#running);
  }

  /** Visits `count` times, some at once, beside the visitors; at `door` when it is named. */
  async visit(count: number, door?: string): Promise<void> {
    for (let done = 0; done < count; done += 10)
      await Promise.all(Array.from({ length: Math.min(10, count - done) }, () => this.#follow(door)));
  }

  /** Visits one link and answers where it leads. */
  async look(link: TestLink, door: string): Promise<string> {
    return await this.#follow(door, link);
  }

  async #keepVisiting(): Promise<void> {
    while (!this.#ended) {
      await this.#open?.promise;
      if (this.#ended) return;
      await this.#follow();
      await delay(paceMs);
    }
  }

  async #follow(door?: string, wanted?: TestLink): Promise<string> {
    const id = this.#nextId++;
    const { links, doors, prefix } = this.#options;
    const link = wanted ?? links[id % links.length];
    if (link === undefined) throw new Error("There is no link to follow.");
    this.#underWay++;
    try {
      const giveUpAt = performance.now() + patienceMs;
      for (let attempt = 0; performance.now() < giveUpAt && !this.#ended; attempt++) {
        const from = door ?? doors[(id + attempt) % doors.length];
        const location = await this.#attempt(`${from}/${link.code}`, `${prefix}-${id}`, id);
        if (location !== null) {
          this.counts.answered += 1;
          this.visitsOf.set(link.code, (this.visitsOf.get(link.code) ?? 0) + 1);
          return location;
        }
        await delay(Math.min(50 * 2 ** attempt, 500));
      }
      if (!this.#ended) this.complaints.push(`visit ${id} was not sent on within ${patienceMs / 1_000} s`);
      return "";
    } finally {
      this.#underWay--;
    }
  }

  /** Null when it is to be tried again. */
  async #attempt(url: string, requestId: string, id: number): Promise<string | null> {
    this.counts.attempts += 1;
    try {
      const answer = await fetch(url, {
        redirect: "manual",
        headers: { "x-request-id": requestId, "x-forwarded-for": `192.0.2.${id % 250}` },
        signal: AbortSignal.timeout(attemptMs),
      });
      await answer.arrayBuffer();
      if (answer.status === 302) return answer.headers.get("location") ?? "";
      if (![429, 500, 502, 503, 504].includes(answer.status))
        this.complaints.push(`a visit of a link was answered ${answer.status}`);
      this.counts.refused += 1;
    } catch {
      this.counts.unanswered += 1;
    }
    return null;
  }
}
