import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fetchBrokerJars } from "./broker-jars.ts";

test("a file that is not what it should be is refused, and nothing of it is kept", async () => {
  const folder = mkdtempSync(join(tmpdir(), "waypost-kafka-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end("somebody else's classes");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const fetching = fetchBrokerJars({ folder, repository: `http://127.0.0.1:${port}/maven2/` });
  await expect(fetching).rejects.toThrow(
    /\.jar is not what it should be \(SHA-256 [0-9a-f]{64}, not [0-9a-f]{64}\)/,
  );
  expect(readdirSync(folder)).toEqual([]);
  expect(asked).toContain("/maven2/at/yawk/lz4/lz4-java/1.10.2/lz4-java-1.10.2.jar");
});
