import { expect, test } from "vitest";
import { checkDecisions } from "./decisions.ts";

function complaints(files: Readonly<Record<string, string>>): string[] {
  const tree = new Map(Object.entries(files).map(([name, text]) => [`docs/decisions/${name}`, text]));
  return checkDecisions(tree).map(
    ({ path, message }) => `${path.slice("docs/decisions/".length)}: ${message}`,
  );
}

test("a record that bears its number and stands in the index is fine", () => {
  const files = {
    "0001-a.md": "# 0001 We do\n\nDate: 2026-11-20\n\nContext",
    "README.md": "# All\n\n- [0001](0001-a.md) We do\n",
  };
  expect(complaints(files)).toEqual([]);
});

test("strange names, titles without the number, numbers given twice and gaps in the index are told", () => {
  expect(
    complaints({
      "notes.md": "# Notes",
      "0001-a.md": "# 1. We do\nDate: 2026-11-20",
      "0002-b.md": "# 0002 We do not\nDate: 2026-11-20",
      "0002-c.md": "# 0002 Other\nDate: 2026-11-20",
      "README.md": "- [0002](0002-c.md) Other\n",
    }),
  ).toEqual([
    "notes.md: Name it NNNN-title.md, in lower case with hyphens.",
    "0001-a.md: Begin it with `# 0001 Its title`.",
    "0002-b.md: Add this line to docs/decisions/README.md: - [0002](0002-b.md) We do not",
    "0002-c.md: 0002-b.md has this number too; take a free one.",
  ]);
});

test("a record without a date, or longer than thirty lines, is told", () => {
  const record = (lines: number, date: string) => `# 0001 We do\n${date}\n${"x\n".repeat(lines - 2)}`;
  const told = (text: string) =>
    complaints({ "0001-a.md": text, "README.md": "- [0001](0001-a.md) We do\n" });
  expect(told(record(30, "Date: 2026-11-20"))).toEqual([]);
  expect(told(record(31, "Date: 2026-11-20"))).toEqual([expect.stringContaining("31 lines; 30 are enough")]);
  expect(told(record(9, "Date: yesterday"))).toEqual([expect.stringContaining("Date: YYYY-MM-DD")]);
});
