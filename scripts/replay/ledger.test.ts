import { expect, test } from "vitest";
import { Api } from "./api.ts";
import { HttpClient } from "./http-client.ts";
import { ledgerDifference, readLedger, settledLedger } from "./ledger.ts";
import { closedAddress, startTestServer } from "./test-server.ts";

const base = {
  accepted: 9,
  stored: 7,
  duplicate: 1,
  deadLettered: 0,
  inFlight: 1,
  lost: 0,
  redelivered: 3,
  unrecorded: 0,
  balanced: true,
  asOf: "2026-01-01T00:00:00.000Z",
};

/** An API whose ledger reads as given, one answer after the other, the last for ever. */
async function apiOf(...answers: readonly (object | number)[]): Promise<Api> {
  let at = 0;
  const server = await startTestServer((_, response) => {
    const answer = answers[Math.min(at++, answers.length - 1)] ?? 500;
    response.writeHead(typeof answer === "number" ? answer : 200).end(JSON.stringify(answer));
  });
  return new Api(new HttpClient(1), { base: server.url, key: "wp_x", patienceMs: 2_000 });
}

test("reads its numbers, and refuses what is none", async () => {
  expect(await readLedger(await apiOf(base))).toEqual({ ...base, asOf: new Date(base.asOf) });
  await expect(readLedger(await apiOf({ ...base, lost: "0" }))).rejects.toThrow("no number for lost");
  await expect(readLedger(await apiOf({ ...base, asOf: "now" }))).rejects.toThrow("of which time");
});

test("waits until it speaks of what was just sent and nothing is in flight", async () => {
  const early = { ...base, inFlight: 0 };
  const late = { ...base, asOf: "2026-01-01T00:00:02.000Z" };
  const api = await apiOf(early, late, { ...late, inFlight: 0, balanced: false }, { ...late, inFlight: 0 });
  const reading = await settledLedger(api, new Date("2026-01-01T00:00:01Z"), 5_000);
  expect(reading).toMatchObject({ inFlight: 0, balanced: true, asOf: new Date(late.asOf) });
});

test("tells the last reading when it never settles", async () => {
  expect((await settledLedger(await apiOf(base), new Date(0), 100)).inFlight).toBe(1);
});

test("the difference is of the numbers; the balance is that of the end", async () => {
  const reading = await readLedger(await apiOf(base));
  const later = { ...reading, accepted: 19, stored: 17, balanced: false };
  expect(ledgerDifference(reading, later)).toMatchObject({
    accepted: 10,
    stored: 10,
    duplicate: 0,
    balanced: false,
  });
});

test("a refusal that passes is waited for; one that stays is told", async () => {
  expect((await readLedger(await apiOf(503, 502, base))).stored).toBe(7);
  await expect(readLedger(await apiOf(404))).rejects.toThrow("GET /api/v1/ledger answered 404");
});

test("why a replay can't begin is one sentence", async () => {
  await expect((await apiOf(base)).check()).resolves.toBeUndefined();
  await expect((await apiOf(401)).check()).rejects.toThrow(
    /refuses the key \(401\); pass one with the scopes/,
  );
  await expect((await apiOf(404)).check()).rejects.toThrow("is it Waypost?");
  const nobody = await closedAddress();
  const api = new Api(new HttpClient(1), { base: nobody, key: "wp_x", patienceMs: 0 });
  await expect(api.check()).rejects.toThrow(`Nothing answers at ${nobody.origin} (connect ECONNREFUSED`);
});
