import { expect, test } from "vitest";
import { linkIdAt } from "./link-id.ts";
import { newLink } from "./new-link.ts";

test.each([0, 1, 1_700_000_000_123, 253_402_300_799_999])("an id tells its time: %i", (at) => {
  const id = linkIdAt(at);
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const draft = { workspaceId: "w", code: "c", title: null, tags: [], expiresAt: null, maxClicks: null };
  expect(newLink({ ...draft, destination: { url: "u", destination: "d" } }, id).createdAt).toEqual(
    new Date(at),
  );
});

test("ids of one millisecond differ", () => {
  expect(new Set(Array.from({ length: 1_000 }, () => linkIdAt(1_700_000_000_000))).size).toBe(1_000);
});
