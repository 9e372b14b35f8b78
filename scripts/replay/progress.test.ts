import { expect, test } from "vitest";
import { Progress } from "./progress.ts";

function shown(isTTY: boolean): string {
  let text = "";
  const progress = new Progress("links", {
    isTTY,
    write: (more) => {
      text += more;
    },
  });
  for (let done = 0; done <= 40; done++) progress.update(done, 40);
  return text;
}

test("a line for each tenth in a file, one line that changes on a terminal", () => {
  expect(shown(false).split("\n")).toHaveLength(12);
  expect(shown(false)).toMatch(/^links 0\/40 \(0 %\)\nlinks 4\/40 \(10 %\)\n/);
  expect(shown(true).match(/\n/g)).toHaveLength(1);
  expect(shown(true)).toMatch(/\rlinks 40\/40 \(100 %\)\n$/);
});
