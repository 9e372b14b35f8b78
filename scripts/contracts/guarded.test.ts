import { expect, test } from "vitest";
import { guarded } from "./guarded.ts";

async function placeOf(message: string): Promise<string> {
  const [report] = await guarded("A gate", () => Promise.reject(new Error(message)));
  return (report?.findings ?? []).map(({ path, line }) => `${path}:${line}`).join();
}

test("a gate that works is reported as it reports itself", async () => {
  const reports = [{ gate: "A gate", findings: [] }];
  expect(await guarded("A gate", async () => reports)).toBe(reports);
});

test("one that can't work is a finding that tells why", async () => {
  const reports = await guarded("A gate", () => Promise.reject(new Error("There is no buf.")));
  expect(reports).toEqual([
    {
      gate: "A gate",
      findings: [expect.objectContaining({ rule: "gate/failed", message: "A gate: There is no buf." })],
    },
  ]);
});

test.each([
  ["buf", "buf build failed:\nproto/waypost/a/v1/a.proto:7:3:syntax error", "proto/waypost/a/v1/a.proto:7"],
  [
    "redocly",
    'redocly lint failed:\n  - bad indentation in "/home/me/way/api/a.yaml" (12:1)',
    "api/a.yaml:12",
  ],
  ["the generator", "The generator failed:\napi/a.yaml:9: getThing answers nothing", "api/a.yaml:9"],
  ["a tool that names no place", "buf build failed:\nwarning: proto/waypost is a folder", ".:1"],
])("the place is where %s complains", async (_, message, place) => {
  expect(await placeOf(message)).toBe(place);
});
