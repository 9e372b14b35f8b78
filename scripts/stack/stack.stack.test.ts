import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { Scope } from "@waypost/kit/lifecycle/scope.ts";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ProcessEvent } from "./managed-process.ts";
import { openStack, type Stack } from "./open-stack.ts";
import { rollingRestart } from "./rolling-restart.ts";
import { readStackSettings } from "./stack-settings.ts";

const root = join(import.meta.dirname, "../..");
const atLeast = { timeout: 60_000, interval: 100 };

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what the API answers, which its own tests hold to its contract.
  readonly body: any;
}

describe.skipIf(findCapability("gateway") === undefined)("the stack", { timeout: 400_000 }, () => {
  const data = mkdtempSync(join(tmpdir(), "waypost-stack-"));
  const scope = new Scope("stack", pino({ level: "error" }));
  const events: ProcessEvent[] = [];
  let stack: Stack;

  beforeAll(async () => {
    const settings = {
      ...readStackSettings(join(root, "deploy/stack.env"), {}),
      // Where Kafka's files are not there, the test doesn't fetch them.
      ...(findCapability("kafka") === undefined ? { WAYPOST_BUS: "local" } : {}),
      GATEWAY_PORT: "0",
      GATEWAY_API_PER_SECOND: "100000",
      GATEWAY_VISITS_PER_SECOND: "100000",
      GATEWAY_KEYS_PER_SECOND: "100000",
    };
    stack = await openStack(scope, {
      root,
      data,
      settings,
      log: pino({ level: "error" }),
      tell: (event) => events.push(event),
      note: () => undefined,
      onLost: () => undefined,
    });
  }, 300_000);
  afterAll(async () => {
    const clean = await scope.stop();
    rmSync(data, { recursive: true, force: true });
    expect(clean).toBe(true);
  }, 240_000);

  async function call(
    method: string,
    path: string,
    body?: unknown,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const response = await fetch(`${stack.url}${path}`, {
      method,
      redirect: "manual",
      headers: {
        authorization: `Bearer ${stack.apiKey}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...more,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true;
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  }

  async function expectCounted(code: string, id: string, visits: number): Promise<void> {
    expect(code).not.toBe("");
    await vi.waitFor(async () => {
      const { body } = await call("GET", `/api/v1/links/${id}`);
      expect(body.clicks).toMatchObject({ status: "ok", total: visits });
    }, atLeast);
    await vi.waitFor(async () => {
      const { body } = await call("GET", "/api/v1/ledger");
      expect(body).toMatchObject({ balanced: true, lost: 0, inFlight: 0, unrecorded: 0 });
    }, atLeast);
  }

  test("answers through the gateway and counts what either process of links redirects", async () => {
    const { body: link } = await call("POST", "/api/v1/links", { url: "https://example.com/one" });
    for (let visits = 0; visits < 20; visits++) expect((await call("GET", `/${link.code}`)).status).toBe(302);
    await expectCounted(link.code, link.id, 20);
  });

  test("a rolling restart of every process under traffic loses no request", async () => {
    const { body: link } = await call("POST", "/api/v1/links", { url: "https://example.com/two" });
    const lost: string[] = [];
    let restarting = true;
    let asked = 0;
    let redirected = 0;
    let tooBusy = 0;
    const traffic = async (name: string, ask: () => Promise<Answer>, expected: number) => {
      while (restarting) {
        try {
          asked += 1;
          const { status, body } = await ask();
          if (status === expected) redirected += expected === 302 ? 1 : 0;
          // Told by a service, which names the path, and not by the gateway: it came, on a machine that was too busy.
          else if (status >= 503 && body.instance !== undefined) tooBusy += 1;
          else lost.push(`${name}: ${status} ${JSON.stringify(body)}`);
        } catch (error) {
          lost.push(`${name}: ${String(error)}`);
        }
        // Simulates the pace of a caller.
        await delay(10);
      }
    };
    // Without a key nobody may send it again that can't know whether it was seen.
    const make = () =>
      call("POST", "/api/v1/links", { url: "https://example.com/more" }, { "idempotency-key": randomUUID() });
    const running = [
      ...Array.from({ length: 3 }, () => traffic("visit", () => call("GET", `/${link.code}`), 302)),
      traffic("show", () => call("GET", `/api/v1/links/${link.id}`), 200),
      traffic("make", make, 201),
      traffic("stats", () => call("GET", "/api/v1/stats"), 200),
      traffic("keys", () => call("GET", "/api/v1/workspaces/current"), 200),
    ];
    await rollingRestart(stack.processes.values());
    restarting = false;
    await Promise.all(running);
    expect(lost).toEqual([]);
    expect(tooBusy).toBeLessThan(asked / 50);
    expect(redirected).toBeGreaterThan(100);
    await expectCounted(link.code, link.id, redirected);
  });

  test("a killed process is started again", async () => {
    const managed = stack.processes.get("links-1");
    const pid = managed?.pid;
    managed?.kill("SIGKILL");
    await vi.waitFor(async () => {
      expect(managed?.pid).not.toBe(pid);
      expect(await managed?.isReady()).toBe(true);
    }, atLeast);
    expect(events).toContainEqual({ process: "links-1", event: "died", pid, by: "SIGKILL" });
  });
});
