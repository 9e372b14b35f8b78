import { setTimeout as delay } from "node:timers/promises";
import type { StackApi, TestLink } from "./stack-api.ts";

const paceMs = 500;

/** Somebody who edits one link again and again; what was acknowledged last is where visitors must be sent. */
export class Editor {
  readonly link: TestLink;
  readonly #api: StackApi;
  readonly #running: Promise<void>;
  #edits = 0;
  #acknowledged = 0;
  #paused = true;
  #editing = false;
  #ended = false;

  constructor(api: StackApi, link: TestLink) {
    this.#api = api;
    this.link = link;
    this.#running = this.#keepEditing();
  }

  /** Of the last edit that was acknowledged. */
  get destination(): string {
    return destinationOf(this.#acknowledged);
  }

  get edits(): number {
    return this.#acknowledged;
  }

  resume(): void {
    this.#paused = false;
  }

  /** Resolves when no edit is under way. */
  async pause(): Promise<void> {
    this.#paused = true;
    while (this.#editing) await delay(10);
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#running;
  }

  async #keepEditing(): Promise<void> {
    while (!this.#ended) {
      if (!this.#paused) await this.#edit();
      await delay(paceMs);
    }
  }

  async #edit(): Promise<void> {
    this.#editing = true;
    try {
      const edit = ++this.#edits;
      await this.#api.editLink(this.link, destinationOf(edit));
      this.#acknowledged = edit;
    } catch {
      // No answer for minutes: whether this edit was made doesn't matter, the next one replaces it.
    } finally {
      this.#editing = false;
    }
  }
}

/** Where the link leads before it is edited, and after its so manieth edit. */
export function destinationOf(edit: number): string {
  return `https://example.com/edited?version=${edit}`;
}
