import { SignJWT } from "jose";
import { expect, onTestFinished, test, vi } from "vitest";
import { type CallerClaims, createServiceTokens } from "./service-tokens.ts";

const secret = new Uint8Array(32).fill(1);
const claims: CallerClaims = { caller: "links", workspaceId: "w1", onBehalfOf: "k1" };
const refused = { name: "Fault", code: "unauthenticated", slug: "caller-refused", detail: "" };

test("says who calls for whom", async () => {
  const tokens = createServiceTokens(secret);
  expect(await tokens.verify("identity", await tokens.issue("identity", claims))).toEqual(claims);
  const own: CallerClaims = { caller: "links", workspaceId: "", onBehalfOf: null };
  expect(await tokens.verify("identity", await tokens.issue("identity", own))).toEqual(own);
});

test("keeps a token until 20 seconds before its end, one for each caller, audience, workspace and key", async () => {
  let now = Date.now();
  const tokens = createServiceTokens(secret, () => now);
  const first = await tokens.issue("identity", claims);
  now += 39_000;
  expect(await tokens.issue("identity", claims)).toBe(first);
  now += 2_000;
  expect(await tokens.issue("identity", claims)).not.toBe(first);
  const others = await Promise.all([
    tokens.issue("analytics", claims),
    tokens.issue("identity", { ...claims, caller: "analytics" }),
    tokens.issue("identity", { ...claims, workspaceId: "w2" }),
    tokens.issue("identity", { ...claims, onBehalfOf: null }),
    tokens.issue("identity", claims),
  ]);
  expect(new Set(others).size).toBe(5);
});

test("refuses alike what is missing, malformed, foreign, for another, expired or unsigned", async () => {
  let now = Date.now();
  const tokens = createServiceTokens(secret, () => now);
  const good = await tokens.issue("identity", claims);
  const foreign = await createServiceTokens(new Uint8Array(32).fill(2)).issue("identity", claims);
  const [header, payload] = good.split(".");
  const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
  const endless = await new SignJWT({})
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("links")
    .setAudience("identity")
    .sign(secret);
  for (const token of [undefined, "", "nonsense", foreign, unsigned, endless, `${header}.${payload}.AAAA`]) {
    await expect(tokens.verify("identity", token)).rejects.toMatchObject(refused);
  }
  await expect(tokens.verify("analytics", good)).rejects.toMatchObject(refused);
  now += 64_000;
  await expect(tokens.verify("identity", good)).resolves.toEqual(claims);
  now += 2_000;
  await expect(tokens.verify("identity", good)).rejects.toMatchObject(refused);
});

test("checks the signature of a token once, for each service, as long as it is valid", async () => {
  let now = Date.UTC(2026, 0, 1);
  const tokens = createServiceTokens(secret, () => now);
  const good = await tokens.issue("identity", claims);
  const checks = vi.spyOn(crypto.subtle, "verify");
  onTestFinished(() => checks.mockRestore());
  expect(await tokens.verify("identity", good)).toEqual(claims);
  expect(await tokens.verify("identity", good)).toEqual(claims);
  expect(checks).toHaveBeenCalledTimes(1);
  await expect(tokens.verify("analytics", good)).rejects.toMatchObject(refused);
  await expect(tokens.verify("identity", `${good.slice(0, -4)}AAAA`)).rejects.toMatchObject(refused);
  expect(checks).toHaveBeenCalledTimes(3);
  now += 64_999;
  expect(await tokens.verify("identity", good)).toEqual(claims);
  expect(checks).toHaveBeenCalledTimes(3);
  now += 1;
  await expect(tokens.verify("identity", good)).rejects.toMatchObject(refused);
  now -= 65_000;
  expect(await tokens.verify("identity", good)).toEqual(claims);
});

test("a token that says from when it is valid is not believed before that, however often it was", async () => {
  let now = Date.UTC(2026, 0, 1);
  const tokens = createServiceTokens(secret, () => now);
  const seconds = now / 1000;
  const token = await new SignJWT({})
    .setProtectedHeader({ alg: "HS256" })
    .setIssuer("links")
    .setAudience("identity")
    .setIssuedAt(seconds)
    .setNotBefore(seconds)
    .setExpirationTime(seconds + 60)
    .sign(secret);
  expect(await tokens.verify("identity", token)).toMatchObject({ caller: "links" });
  now -= 6_000;
  await expect(tokens.verify("identity", token)).rejects.toMatchObject(refused);
});

test("wants a secret that can't be guessed", () => {
  expect(() => createServiceTokens(new Uint8Array(31))).toThrow("at least 32 bytes");
});
