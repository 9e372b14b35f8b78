import { describe, expect, it } from "vitest";
import { parsePrefer } from "./prefer.ts";

const pairs = (header: string) => parsePrefer(header).map(({ name, value }) => `${name}=${value}`);

describe("parsePrefer", () => {
  it.each([
    ["status=404", ["status=404"]],
    ["Status = 404 , problem=alias-taken", ["status=404", "problem=alias-taken"]],
    ['problem="alias-taken"; why="a, b; c"', ["problem=alias-taken"]],
    ["respond-async, wait=100", ["respond-async=", "wait=100"]],
    ["status=404, status=409", ["status=404"]],
    ['a="x\\"y, z", b', ['a=x"y, z', "b="]],
    ["", []],
    [" , ;", []],
  ])("reads %s", (header, expected) => {
    expect(pairs(header)).toEqual(expected);
  });
});
