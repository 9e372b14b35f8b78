import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** All addresses that a name stands for. Throws when the name is not known, or nobody can be asked. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

/** Names are looked up again so often: what is added gets its share soon, what is gone is forgotten. */
const everyMs = 2_000;

/**
 * The URLs of all machines behind `urls`: one for each address of a name, `http://10.0.0.7:9090`. Addresses stay as
 * they are, and so do names under https, whose certificate is for the name. A name that can't be looked up keeps what
 * was known of it, and before that it is itself.
 */
export class Hosts {
  readonly #urls: readonly URL[];
  readonly #resolve: Resolve;
  readonly #known = new Map<string, readonly string[]>();

  constructor(urls: readonly string[], resolve: Resolve = askSystem) {
    this.#urls = urls.map((url) => new URL(url));
    this.#resolve = resolve;
  }

  /** What is known now, without doubles. */
  get addresses(): readonly string[] {
    return [...new Set(this.#urls.flatMap((url) => this.#known.get(url.origin) ?? [url.origin]))];
  }

  /** Whether looking up could ever change anything. */
  get fixed(): boolean {
    return !this.#urls.some(isNamed);
  }

  /** Looks all names up once. */
  async refresh(): Promise<void> {
    await Promise.all(this.#urls.filter(isNamed).map((url) => this.#refreshOne(url)));
  }

  /** Looks names up now and then, and tells `changed` after each time, until the signal fires. */
  async follow(changed: () => void, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.refresh();
      if (signal.aborted) return;
      changed();
      await delay(everyMs, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }

  async #refreshOne(url: URL): Promise<void> {
    try {
      const found = await this.#resolve(url.hostname);
      if (found.length === 0) return;
      const origins = found.map(
        (address) => `${url.protocol}//${isIP(address) === 6 ? `[${address}]` : address}:${url.port || 80}`,
      );
      this.#known.set(url.origin, origins.sort());
    } catch {
      // The health checks tell what can't be reached; a moment without a name server changes nothing.
    }
  }
}

function isNamed(url: URL): boolean {
  return url.protocol === "http:" && isIP(url.hostname.replace(/^\[|\]$/g, "")) === 0;
}

async function askSystem(hostname: string): Promise<readonly string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}
