import { expect, vi } from "vitest";
import type { Answer } from "./product.ts";

/** Whatever answers the contracts: the product, or services side by side behind one function. */
export interface Caller {
  call(method: string, path: string, body?: unknown): Promise<Answer>;
}

/**
 * What a newcomer does first: make a link, follow it, read its clicks, edit it, see the ledger balance. Answers how
 * many visits that took: an edit is in force at once where it was made, and soon in the `others` that answer at the
 * same address.
 */
export async function walkTheJourney(caller: Caller, others: "alone" | "others" = "alone"): Promise<number> {
  const made = await caller.call("POST", "/api/v1/links", {
    url: "https://example.com/first",
    title: "First",
  });
  expect(made.status).toBe(201);
  const { id, code } = made.body;

  const followed = await caller.call("GET", `/${code}`);
  expect([followed.status, followed.headers.get("location")]).toEqual([302, "https://example.com/first"]);
  expect((await caller.call("GET", "/nothing-here")).status).toBe(404);

  await vi.waitFor(
    async () => {
      const stats = await caller.call("GET", `/api/v1/links/${id}/stats`);
      expect([stats.status, stats.body.total]).toEqual([200, 1]);
    },
    { timeout: 10_000, interval: 50 },
  );
  expect((await caller.call("GET", "/api/v1/stats")).body.total).toBe(1);
  const detail = await caller.call("GET", `/api/v1/links/${id}`);
  expect(detail.body.clicks).toMatchObject({ status: "ok", total: 1 });

  const edited = await caller.call("PATCH", `/api/v1/links/${id}`, { url: "https://example.com/second" });
  expect(edited.status).toBe(200);
  let visits = 1;
  const look = async (): Promise<void> => {
    visits += 1;
    const again = await caller.call("GET", `/${code}`);
    expect(again.headers.get("location")).toBe("https://example.com/second");
  };
  await (others === "alone" ? look() : vi.waitFor(look, { timeout: 10_000, interval: 50 }));

  await expectBalance(caller, visits);
  return visits;
}

/** Waits until every accepted click is stored and the ledger says that nothing is missing. */
export async function expectBalance(caller: Caller, accepted: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const { body } = await caller.call("GET", "/api/v1/ledger");
      expect(body).toMatchObject({
        accepted,
        stored: accepted,
        duplicate: 0,
        deadLettered: 0,
        inFlight: 0,
        lost: 0,
        unrecorded: 0,
        balanced: true,
      });
    },
    { timeout: 15_000, interval: 100 },
  );
}
