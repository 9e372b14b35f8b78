import { product } from "@waypost/gen/product.ts";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { startTestProcess } from "@waypost/testing/test-process.ts";
import { expect, test } from "vitest";
import { identity } from "../service.ts";

test("the RPC port stays on loopback though HTTP is open to all, and answers nobody without a token", async () => {
  const database = await createTestDatabase("identity");
  const env = { WAYPOST_HOST: "0.0.0.0", WAYPOST_RPC_PORT: "0" };
  const started = await startTestProcess({
    services: [identity],
    database,
    product,
    env,
  });
  try {
    expect(started.rpcUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    // Unsigned: `alg` is `none`.
    const unsigned = [{ alg: "none" }, { iss: "links", aud: "identity", iat: 0, exp: 9_999_999_999 }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    for (const authorization of [undefined, "Bearer x", `Bearer ${unsigned}.`]) {
      const response = await fetch(`${started.rpcUrl}/waypost.identity.v1.IdentityService/VerifyKey`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(authorization === undefined ? {} : { authorization }),
        },
        body: JSON.stringify({ keyHash: Buffer.alloc(32).toString("base64") }),
      });
      expect(response.status).toBe(401);
    }
  } finally {
    await started.close();
    await database.close();
  }
});
