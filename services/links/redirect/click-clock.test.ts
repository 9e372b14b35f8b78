import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fromBinary } from "@bufbuild/protobuf";
import { ClickEventSchema } from "@waypost/gen/proto/waypost/events/v1/click_pb.ts";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import { addressBytes } from "./address-bytes.ts";
import { ClickLimits } from "./click-limits.ts";
import { DayKeys, dayMs } from "./day-keys.ts";
import { Follow } from "./follow.ts";
import { LinkCache } from "./link-cache.ts";
import { Rejections } from "./rejections.ts";
import { visitorAddressBy } from "./trusted-proxies.ts";
import { VisitMetrics } from "./visit-metrics.ts";
import { VisitorSealer } from "./visitor-sealer.ts";

test("after one step of the clock forward visitors are sealed with the key of the day it is", async () => {
  const today = 20_600;
  const clock = { now: today * dayMs + 1_000 };
  const now = () => clock.now;
  const keys = new DayKeys();
  keys.set([0, 1].map((ahead) => ({ day: today + ahead, key: Buffer.alloc(16, ahead) })));
  const id = "01890a5d-ac96-774b-bcce-b302099a8057";
  const link = { id, workspaceId: id, code: "code", destination: "https://a.example/" };
  const cache = new LinkCache({
    find: async () => ({ ...link, expiresAt: null, deletedAt: null, maxClicks: null }),
    now,
    maxBytes: 1_000_000,
  });
  const events: { at: number; day: number; sealed: Uint8Array }[] = [];
  const follow = new Follow({
    cache,
    forget: () => undefined,
    limits: new ClickLimits(
      () => Promise.reject(new Error("no limit")),
      () => Promise.reject(new Error("no limit")),
    ),
    clicks: {
      append: (payload, done) => {
        const { kind } = fromBinary(ClickEventSchema, Uint8Array.from(payload));
        if (kind.case !== "linkClicked") throw new Error("another kind");
        const { clickedAtMs, keyDay, sealedAddress } = kind.value;
        events.push({ at: Number(clickedAtMs), day: keyDay, sealed: Buffer.from(sealedAddress) });
        setImmediate(done, { kind: "recorded", seq: events.length });
      },
    },
    sealer: new VisitorSealer(keys, visitorAddressBy([])),
    rejections: new Rejections(),
    metrics: new VisitMetrics(),
    trustRequestId: false,
    now,
    log: pino({ level: "silent" }),
  });
  const server = createServer((request, response) => follow.visit(request, response, "id")).listen(
    0,
    "127.0.0.1",
  );
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  for (const ahead of [0, 2 * dayMs, 1_000]) {
    clock.now = today * dayMs + 1_000 + ahead;
    const { status } = await fetch(`http://127.0.0.1:${port}/code`, { redirect: "manual" });
    expect(status).toBe(302);
  }
  const first = today * dayMs + 1_000;
  expect(events.map(({ at }) => at)).toEqual([first, first + 2 * dayMs, first + 2 * dayMs]);
  expect(events.map(({ day }) => day)).toEqual([today, 0, today]);
  const address = addressBytes("127.0.0.1") ?? new Uint8Array(16);
  expect(events[2]?.sealed).toEqual(Buffer.from(keys.seal(address, today) ?? []));
});
