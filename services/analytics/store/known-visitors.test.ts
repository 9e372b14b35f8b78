import { expect, test } from "vitest";
import { KnownVisitors } from "./known-visitors.ts";

async function* pages(...all: readonly (readonly number[])[]) {
  yield* all;
}

test("a key that was committed is known, on its day and on the two newest days only", () => {
  const known = new KnownVisitors();
  known.add(1, 5);
  known.add(2, 6);
  expect([known.has(1, 5), known.has(2, 5), known.has(2, 6)]).toEqual([true, false, true]);
  known.add(3, 7);
  expect([known.has(1, 5), known.has(2, 6), known.has(3, 7)]).toEqual([false, true, true]);
  known.add(1, 5);
  expect([known.has(1, 5), known.has(2, 6)]).toEqual([false, true]);
});

test("visitors are guessed to be new only on days whose table was read", async () => {
  const known = new KnownVisitors();
  known.add(1, 5);
  expect([known.wants(1), known.guesses(1)]).toEqual([true, false]);
  await known.read(1, pages([6, 7], [8]));
  expect([known.wants(1), known.guesses(1), known.guesses(2)]).toEqual([false, true, false]);
  expect([5, 6, 7, 8, 9].map((key) => known.has(1, key))).toEqual([true, true, true, true, false]);
});

test("a wrong guess is believed no more until three questions in a row told nothing new", async () => {
  const known = new KnownVisitors();
  await known.read(1, pages([]));
  known.learn(true);
  for (let question = 0; question < 3; question++) {
    expect(known.guesses(1)).toBe(false);
    known.learn(false);
  }
  expect(known.guesses(1)).toBe(true);
});

test("a day of which more was noted than is remembered is asked for again", async () => {
  const known = new KnownVisitors({ generation: 10 });
  await known.read(1, pages([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [11, 12, 13, 14, 15, 16, 17, 18, 19, 20]));
  expect(known.guesses(1)).toBe(true);
  known.add(1, 21);
  expect([known.guesses(1), known.wants(1)]).toEqual([false, false]);
  expect([known.has(1, 1), known.has(1, 11), known.has(1, 21)]).toEqual([false, true, true]);
});

test("what was forgotten is read again", async () => {
  const known = new KnownVisitors();
  await known.read(1, pages([4]));
  known.forget();
  expect([known.has(1, 4), known.guesses(1), known.wants(1)]).toEqual([false, false, true]);
});
