import { withTransaction } from "@waypost/kit/outbox/with-transaction.ts";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { TestRedis } from "@waypost/testing/redis-server.ts";
import { createTestDatabase } from "@waypost/testing/test-database.ts";
import { expect, onTestFinished, test, vi } from "vitest";
import { linkChanged } from "../store/link-events.ts";
import { findLink } from "../store/links.ts";
import { startLinks, workspaceId } from "./links-fixture.ts";

const program = findCapability("redis") ?? "";
const patience = { timeout: 20_000, interval: 20 };

test.skipIf(program === "")(
  "a change that nobody was told of, as its process died after the commit, reaches caches by its event",
  async () => {
    const redis = await TestRedis.start({ program });
    onTestFinished(() => redis.close());
    const database = await createTestDatabase("links");
    onTestFinished(() => database.close());
    const settings = { WAYPOST_OUTBOX: "true" };
    const teller = await startLinks({ database, redisUrl: redis.url, settings });
    const visited = await startLinks({ database, redisUrl: redis.url, settings });
    for (const consumer of teller.consumers()) {
      await consumer.start();
      onTestFinished(() => consumer.stop());
    }
    const { body } = await teller.api("POST", "/links", { url: "https://example.com/old", alias: "moved" });
    const target = async () => (await visited.visit("/moved")).headers.get("location");
    await vi.waitFor(async () => expect(await target()).toBe("https://example.com/old"), patience);
    await withTransaction(teller.context, { signal: AbortSignal.timeout(10_000) }, async (tx, emit) => {
      const link = await findLink(tx, workspaceId, body.id, { lock: true });
      if (link === undefined) throw new Error("unreachable");
      const url = "https://example.com/new";
      const changed = { ...link, url, destination: url, version: link.version + 1, updatedAt: new Date() };
      await tx.updateTable("links").set({ url, destination: url, version: changed.version }).execute();
      emit(linkChanged("linkUpdated", changed));
    });
    await vi.waitFor(async () => expect(await target()).toBe("https://example.com/new"), patience);
  },
  60_000,
);
