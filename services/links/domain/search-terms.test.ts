import fc from "fast-check";
import { expect, test } from "vitest";
import { maxWordLength, maxWords, termsOf, tsqueryOf, wantedTerms, wordsOf } from "./search-terms.ts";

const workspaceId = "01890000-0000-7000-8000-0000deadbeef";
const link = {
  workspaceId,
  code: "spring-sale",
  title: "Größe Café",
  tags: ["A/B", "mail"],
  url: "https://münchen.example/x",
  destination: "https://xn--mnchen-3ya.example/x",
};

test("a link is found by the words of code, title, tags and destination, and by its tags as they are", () => {
  const terms = termsOf(link, "live");
  for (const word of [
    "spring",
    "sale",
    "größe",
    "café",
    "a",
    "b",
    "mail",
    "münchen",
    "mnchen",
    "example",
    "#A/B",
    "#mail",
    "^s",
    "^sp",
  ])
    expect(terms).toContain(`ldeadbeef${word}`);
  expect(new Set(terms).size).toBe(terms.length);
});

test("terms wanted join what is asked for, and are quoted in a query", () => {
  const wanted = (filter: { tag?: string; search?: string }) => {
    const terms = wantedTerms({ workspaceId, state: "live", ...filter });
    return terms === null ? null : tsqueryOf(terms);
  };
  expect(wanted({})).toBe("");
  expect(wanted({ tag: "it's \\ me" })).toBe("'ldeadbeef#it''s \\\\ me'");
  expect(wanted({ tag: "a", search: "Spri SALE" })).toBe(
    "'ldeadbeef#a' & 'ldeadbeefspri':* & 'ldeadbeefsale':*",
  );
  expect(wanted({ search: "A ab abc" })).toBe("'ldeadbeef^a' & 'ldeadbeef^ab' & 'ldeadbeefabc':*");
  expect(wanted({ search: "--- !" })).toBeNull();
});

test("words are bounded, lower-case, and every prefix of one is the beginning of a word", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      for (const word of wordsOf(text)) {
        expect([...word].length).toBeLessThanOrEqual(maxWordLength);
        expect(word).toMatch(/^[\p{L}\p{M}\p{N}]+$/u);
      }
    }),
  );
  const destination = `https://example.com/${Array.from({ length: 1000 }, (_, index) => `w${index}`).join("/")}`;
  expect(termsOf({ ...link, url: destination, destination }, "live").length).toBeLessThanOrEqual(
    3 * maxWords + 2,
  );
});

test("plain text is taken apart as any other", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary-ascii", maxLength: 200 }), (text) => {
      // Beside a word in another script nothing is plain.
      expect([...wordsOf(text), "ж"]).toEqual(wordsOf(`${text} ж`));
    }),
  );
});
