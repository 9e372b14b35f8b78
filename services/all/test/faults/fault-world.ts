import { execFile, execFileSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, vi } from "vitest";
import { newDataFolder, Product, postgresPid, removeDataFolder, runToEnd } from "../product.ts";

const rebuild = join(import.meta.dirname, "../../../../scripts/rebuild/main.ts");
const trusting = { WAYPOST_TRUST_PROXY: "127.0.0.1", WAYPOST_TRUST_REQUEST_ID: "true" };

/** What visitors saw, and with it what must have been counted. */
export interface Seen {
  /** 302 to requests with an id of their own. */
  redirected: number;
  /** 302 to ids that had been answered before. */
  repeated: number;
  /** Requests without an answer: counted or not. */
  unanswered: number;
  /** Bytes that were cut off the log's end behind the product's back; each click takes many. */
  cutBytes: number;
}

/** A product that faults are inflicted on, and the book of what it owes. */
export class FaultWorld {
  readonly seen: Seen = { redirected: 0, repeated: 0, unanswered: 0, cutBytes: 0 };
  readonly data = newDataFolder();
  readonly #codes: string[] = [];
  readonly #answered: number[] = [];
  #product: Product | undefined;
  #port = "0";
  #nextId = 0;

  get product(): Product {
    if (this.#product === undefined) throw new Error("The product does not run.");
    return this.#product;
  }

  /** What the product that runs now has logged. */
  get log(): string {
    return this.#product?.stderr ?? "";
  }

  async open(): Promise<void> {
    await this.start();
    this.#port = new URL(this.product.url).port;
    for (const path of ["a", "b", "c"]) {
      const made = await this.product.call("POST", "/api/v1/links", { url: `https://example.com/${path}` });
      this.#codes.push(made.body.code);
    }
  }

  async start(): Promise<void> {
    this.#product = await Product.start(this.data, { ...trusting, WAYPOST_PORT: this.#port });
  }

  async close(): Promise<void> {
    await this.#product?.stop();
    removeDataFolder(this.data);
  }

  /** Follows links, all at once, each with an id of its own. */
  async visit(count: number): Promise<void> {
    const ids = Array.from({ length: count }, () => this.#nextId++);
    await Promise.all(
      ids.map(async (id) => {
        const status = await this.#follow(id);
        if (status === 302) {
          this.seen.redirected += 1;
          this.#answered.push(id);
        }
      }),
    );
  }

  /** Follows links again under ids that were answered before. */
  async repeat(count: number): Promise<void> {
    const ids = this.#answered.slice(-count);
    await Promise.all(
      ids.map(async (id) => {
        if ((await this.#follow(id)) === 302) this.seen.repeated += 1;
      }),
    );
  }

  async #follow(id: number): Promise<number> {
    const code = this.#codes[id % this.#codes.length];
    const { url } = this.product;
    try {
      const { status } = await fetch(`${url}/${code}`, {
        method: id % 7 === 0 ? "HEAD" : "GET",
        redirect: "manual",
        headers: { "x-request-id": `visit-${id}`, "x-forwarded-for": `192.0.2.${id % 200}` },
      });
      // 503 only while the database is away; anything else is a fault of the product.
      expect([302, 503]).toContain(status);
      return status;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.seen.unanswered += 1;
      return 0;
    }
  }

  async kill(): Promise<void> {
    await this.product.stop("SIGKILL");
  }

  async stopInOrder(): Promise<void> {
    const { code } = await this.product.stop();
    expect(code).toBe(0);
  }

  killPostgres(): void {
    process.kill(postgresPid(this.data), "SIGKILL");
  }

  /** Cuts up to `bytes` off the newest segment of the newest lane, as a power loss might. The product must not run. */
  cutTail(bytes: number): void {
    const clicks = join(this.data, "log/clicks");
    const lane = readdirSync(clicks)
      .filter((name) => /^[0-9a-f-]{36}$/.test(name))
      .sort()
      .at(-1);
    if (lane === undefined) return;
    const segment = readdirSync(join(clicks, lane))
      .filter((name) => name.endsWith(".seg"))
      .sort()
      .at(-1);
    if (segment === undefined) return;
    const path = join(clicks, lane, segment);
    const { size } = statSync(path);
    const left = Math.max(0, size - bytes);
    truncateSync(path, left);
    this.seen.cutBytes += size - left;
  }

  /** Keeps the database as it is now, in place of what was kept before. The product must not run. */
  backUp(): void {
    rmSync(this.#backup, { recursive: true, force: true });
    copyFolder(join(this.data, "postgres/pgdata"), this.#backup);
  }

  /** Puts the database back that was kept, if one was. The product must not run. */
  restore(): void {
    if (!existsSync(this.#backup)) return;
    const pgdata = join(this.data, "postgres/pgdata");
    rmSync(pgdata, { recursive: true, force: true });
    copyFolder(this.#backup, pgdata);
  }

  get #backup(): string {
    return join(this.data, "backup-of-pgdata");
  }

  async expectSecondStartRefused(): Promise<void> {
    const ended = await runToEnd({ WAYPOST_DATA: this.data });
    expect([ended.code, ended.stderr.trim().split("\n").length]).toEqual([1, 1]);
    expect(ended.stderr).toContain("is in use by process");
  }

  /** Waits until nothing is in flight; then the sums hold and every visitor is counted within bounds. */
  async expectBalance(): Promise<void> {
    const since = new Date();
    const { redirected, repeated, unanswered, cutBytes } = this.seen;
    const ledger = await vi.waitFor(
      async () => {
        const { status, body } = await this.product.call("GET", "/api/v1/ledger");
        expect(status).toBe(200);
        expectSums(body);
        expect([body.inFlight, body.balanced, new Date(body.asOf) > since]).toEqual([0, true, true]);
        return body;
      },
      { timeout: 40_000, interval: 100 },
    );
    expect(ledger).toMatchObject({ deadLettered: 0, unrecorded: 0 });
    if (cutBytes === 0) expect(ledger.lost).toBe(0);
    // A click takes 60 bytes at least; the last one may have been cut in two. What was cut is lost when it had been
    // declared, as a lane does every 5 ms, and not known of when it was younger.
    const cut = Math.ceil(cutBytes / 60);
    expect(ledger.lost).toBeLessThanOrEqual(cut);
    expect(ledger.stored + ledger.duplicate).toBeGreaterThanOrEqual(redirected + repeated - cut);
    expect(ledger.stored).toBeGreaterThanOrEqual(redirected - cut);
    expect(ledger.stored).toBeLessThanOrEqual(redirected + unanswered);
    expect(ledger.accepted).toBeGreaterThanOrEqual(redirected + repeated - cut);
    expect(ledger.accepted).toBeLessThanOrEqual(redirected + repeated + unanswered);
    const stats = await this.product.call("GET", "/api/v1/stats");
    expect(stats.body.total).toBe(ledger.stored);
  }

  /** The roll-ups agree with the rows, and each lane has as many rows as it counts. */
  async expectRollupsAgree(): Promise<void> {
    const env = { PATH: process.env.PATH, WAYPOST_DATA: this.data };
    const { stdout } = await promisify(execFile)(process.execPath, [rebuild, "--check", "--json"], { env });
    expect(JSON.parse(stdout)).toMatchObject({ lanes: [], counts: [] });
  }
}

/** With owners and modes, which PostgreSQL looks at. */
function copyFolder(from: string, to: string): void {
  execFileSync("cp", ["-a", from, to]);
}

type Term = "accepted" | "stored" | "duplicate" | "deadLettered" | "inFlight" | "lost";

function expectSums(ledger: Readonly<Record<Term, number>>): void {
  const { accepted, stored, duplicate, deadLettered, inFlight, lost } = ledger;
  expect(stored + duplicate + deadLettered + inFlight + lost).toBe(accepted);
}
