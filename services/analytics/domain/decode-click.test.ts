import { create, toBinary } from "@bufbuild/protobuf";
import { ClickEventSchema, ClickMethod } from "@waypost/gen/proto/waypost/events/v1/click_pb.ts";
import { readBlock, readId } from "@waypost/kit/bytes/block.ts";
import { UnreadableRecord } from "@waypost/kit/bytes/unreadable-record.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ClickDecoder } from "./decode-click.ts";

const id = fc.uint8Array({ minLength: 16, maxLength: 16 });
const text = fc.string({ unit: "grapheme", maxLength: 40 });
const linkClicked = fc.record({
  linkId: id,
  workspaceId: id,
  clickedAtMs: fc.bigInt({ min: 1n, max: 253_402_300_799_999n }),
  destination: fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 }),
  sealedAddress: fc.oneof(id, fc.constant(new Uint8Array())),
  keyDay: fc.integer({ min: 0, max: 2_000_000 }),
  userAgent: text,
  referrer: text,
  method: fc.constantFrom(ClickMethod.GET, ClickMethod.HEAD),
  prefetch: fc.boolean(),
  contentId: text,
  utmSource: text,
  utmMedium: text,
  utmCampaign: text,
});

const decoder = new ClickDecoder();
const decodeClick = (payload: Uint8Array) => decoder.decode(payload);

const bytes = (value: Parameters<typeof create<typeof ClickEventSchema>>[1]) =>
  Buffer.from(toBinary(ClickEventSchema, create(ClickEventSchema, value)));

test("reads what the general encoder writes", () => {
  fc.assert(
    fc.property(linkClicked, (value) => {
      const found = decodeClick(bytes({ kind: { case: "linkClicked", value } }));
      expect(found).toEqual({
        ...value,
        linkId: readId(value.linkId),
        workspaceId: readId(value.workspaceId),
        sealedAddress: value.sealedAddress.length === 0 ? null : readBlock(value.sealedAddress),
        destination: { text: value.destination, read: null },
        userAgent: { text: value.userAgent, read: null },
        referrer: { text: value.referrer, read: null },
        clickedAtMs: Number(value.clickedAtMs),
        method: value.method === ClickMethod.GET ? "GET" : "HEAD",
      });
    }),
  );
});

test("texts that come again are the same, wherever they lie in memory", () => {
  fc.assert(
    fc.property(linkClicked, fc.nat({ max: 40 }), (value, shift) => {
      const payload = bytes({ kind: { case: "linkClicked", value } });
      const first = decodeClick(payload);
      const again = decodeClick(
        Buffer.concat([Buffer.alloc(shift), payload, Buffer.alloc(3)]).subarray(shift, -3),
      );
      expect(again).toEqual(first);
      expect(again.linkId).toBe(first.linkId);
      expect(again.userAgent).toBe(first.userAgent);
    }),
  );
});

test("broken bytes are read or refused, and nothing else happens", () => {
  fc.assert(
    fc.property(linkClicked, fc.nat(), fc.nat({ max: 255 }), fc.boolean(), (value, place, byte, cut) => {
      const payload = bytes({ kind: { case: "linkClicked", value } });
      const at = place % payload.length;
      const broken = cut ? payload.subarray(0, at) : Buffer.from(payload).fill(byte, at, at + 1);
      try {
        const { linkId, workspaceId, destination, clickedAtMs } = decodeClick(broken);
        expect([linkId.text.length, workspaceId.text.length]).toEqual([16, 16]);
        expect(destination.text).not.toBe("");
        expect(clickedAtMs).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableRecord);
      }
    }),
    { numRuns: 1_000 },
  );
});

test("fields of a later version are skipped, kinds of a later version are named", () => {
  const known = bytes({ kind: { case: "linkClicked", value: { ...sample } } });
  const later = Buffer.concat([known, Buffer.from([0x98, 0x06, 0x07])]);
  expect(decodeClick(later).destination.text).toBe("https://example.com/");
  expect(() => decodeClick(Buffer.from([0x12, 0x01, 0x00]))).toThrow(
    expect.objectContaining({ reason: "unknown-kind" }),
  );
  expect(() => decodeClick(Buffer.alloc(0))).toThrow(expect.objectContaining({ reason: "invalid" }));
});

const sample = {
  linkId: new Uint8Array(16),
  workspaceId: new Uint8Array(16),
  clickedAtMs: 1n,
  destination: "https://example.com/",
  method: ClickMethod.GET,
};
