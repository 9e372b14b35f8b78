import { fromBinary } from "@bufbuild/protobuf";
import { ClickEventSchema, ClickMethod } from "@waypost/gen/proto/waypost/events/v1/click_pb.ts";
import fc from "fast-check";
import { parse } from "uuid";
import { expect, test } from "vitest";
import { cachedLinkOf } from "./cached-link.ts";
import { ClickEncoder, textOf } from "./click-encoder.ts";
import { cut } from "./visit-facts.ts";

const latin1 = fc.uint8Array({ maxLength: 700 }).map((bytes) => Buffer.from(bytes).toString("latin1"));
const utf8 = fc
  .string({ unit: "grapheme", maxLength: 300 })
  .map((text) => Buffer.from(text).toString("latin1"));
const header = fc.oneof(latin1, utf8, fc.string({ maxLength: 700 }));
const utmPart = fc.string({ unit: "grapheme", maxLength: 60 }).map((text) => cut(text, 128));
const facts = fc.record({
  clickedAtMs: fc.integer({ min: 1, max: 8_640_000_000_000_000 }),
  sealedAddress: fc.option(fc.uint8Array({ minLength: 16, maxLength: 16 })),
  keyDay: fc.integer({ min: 0, max: 2_000_000 }),
  userAgent: header,
  referrer: header,
  head: fc.boolean(),
  prefetch: fc.boolean(),
  contentId: fc.stringMatching(/^[\x21-\x7e]{0,128}$/),
  utm: fc.option(fc.record({ source: utmPart, medium: utmPart, campaign: utmPart })),
});
const link = fc.record({
  id: fc.uuid(),
  workspaceId: fc.uuid(),
  code: fc.constant("code"),
  destination: fc
    .webUrl({ withQueryParameters: true })
    .chain((url) => fc.constantFrom(url, url + "/x".repeat(4_000))),
  expiresAt: fc.constant(null),
  deletedAt: fc.constant(null),
  maxClicks: fc.constant(null),
});

test("what is written by hand is what the library reads", () => {
  const encoder = new ClickEncoder();
  fc.assert(
    fc.property(link, facts, (link, facts) => {
      const { kind } = fromBinary(
        ClickEventSchema,
        Uint8Array.from(encoder.encode(cachedLinkOf(link), facts)),
      );
      if (kind.case !== "linkClicked") throw new Error("another kind");
      const click = kind.value;
      expect(click.$unknown).toBeUndefined();
      expect(click).toMatchObject({
        linkId: parse(link.id),
        workspaceId: parse(link.workspaceId),
        clickedAtMs: BigInt(facts.clickedAtMs),
        destination: link.destination,
        sealedAddress: facts.sealedAddress ?? new Uint8Array(),
        keyDay: facts.sealedAddress === null ? 0 : facts.keyDay,
        userAgent: cut(textOf(facts.userAgent), 512),
        referrer: cut(textOf(facts.referrer), 512),
        method: facts.head ? ClickMethod.HEAD : ClickMethod.GET,
        prefetch: facts.prefetch,
        contentId: facts.contentId,
        utmSource: facts.utm?.source ?? "",
        utmMedium: facts.utm?.medium ?? "",
        utmCampaign: facts.utm?.campaign ?? "",
      });
    }),
    { numRuns: 1_000 },
  );
});

test("header bytes that are UTF-8 are read as such, others as Latin-1", () => {
  expect(textOf(Buffer.from("Größe 日本").toString("latin1"))).toBe("Größe 日本");
  expect(textOf("caf\u00e9")).toBe("café");
  expect(textOf("plain")).toBe("plain");
});
