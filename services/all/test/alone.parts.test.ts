import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { product } from "@waypost/gen/product.ts";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const addresses = Object.fromEntries(
  product.services.map((name) => [`WAYPOST_${name.toUpperCase()}_URL`, "http://127.0.0.1:1"]),
);

/** What a service that runs alone says before it ends. */
function alone(service: string, env: Readonly<Record<string, string>>): string {
  const main = join(root, "services", service, "main.ts");
  return spawnSync(process.execPath, [main], { env, encoding: "utf8", timeout: 60_000 }).stderr;
}

test.each(product.services)(
  "%s takes the addresses of all services, and says what else it needs",
  (service) => {
    expect(alone(service, addresses)).toBe(
      `${service} alone needs WAYPOST_DATABASE_URL, WAYPOST_SERVICE_SECRET.\n`,
    );
  },
  60_000,
);

test.each(product.services)(
  "%s takes no other address for that of a service",
  (service) => {
    const said = alone(service, { ...addresses, WAYPOST_TRINO_URL: "http://127.0.0.1:1" });
    expect(said).toContain("WAYPOST_TRINO_URL");
    expect(said).not.toContain("alone needs");
  },
  60_000,
);
