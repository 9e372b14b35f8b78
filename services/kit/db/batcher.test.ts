import { expect, test } from "vitest";
import { Fault } from "../errors/fault.ts";
import { Batcher } from "./batcher.ts";
import type { CallScope } from "./connection.ts";

/** Keeps what was asked of it until the test answers. */
function opened(options: { readonly maxItems?: number; readonly maxRunning?: number } = {}) {
  const batches: {
    readonly items: readonly string[];
    readonly scope: CallScope;
    readonly answer: PromiseWithResolvers<string[]>;
  }[] = [];
  const batcher = new Batcher<string, string>({
    run(items, scope) {
      const answer = Promise.withResolvers<string[]>();
      batches.push({ items, scope, answer });
      return answer.promise;
    },
    maxItems: options.maxItems ?? 10,
    maxRunning: options.maxRunning ?? 1,
  });
  const asked = () => batches.map(({ items }) => items.join(""));
  const batch = (index: number) => {
    const found = batches[index];
    if (found === undefined) throw new Error(`There is no batch ${index}.`);
    return found;
  };
  const done = (index: number) => batch(index).answer.resolve(batch(index).items.map((it) => `${it}!`));
  return { batcher, asked, batch, done };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
const anybody = () => ({ signal: new AbortController().signal });
const refusal = (code: string) => Object.assign(new Error(code), { code, severity: "ERROR" });
const outcome = (promise: Promise<unknown>) => promise.catch((error: unknown) => error);

test("who comes in the same turn is answered by one batch, each with its own answer", async () => {
  const { batcher, asked, done } = opened();
  const answers = Promise.all(["a", "b", "c"].map((it) => batcher.add(it, anybody())));
  await turn();
  expect(asked()).toEqual(["abc"]);
  done(0);
  expect(await answers).toEqual(["a!", "b!", "c!"]);
});

test("who comes while the most batches are under way waits and joins the next", async () => {
  const { batcher, asked, done } = opened({ maxRunning: 2 });
  const answers: Promise<string>[] = [];
  for (const item of ["a", "b", "c", "d"]) {
    answers.push(batcher.add(item, anybody()));
    await turn();
  }
  expect(asked()).toEqual(["a", "b"]);
  done(1);
  await turn();
  await turn();
  expect(asked()).toEqual(["a", "b", "cd"]);
  done(0);
  done(2);
  expect(await Promise.all(answers)).toEqual(["a!", "b!", "c!", "d!"]);
});

test("a batch has no more than the most items; the rest goes on", async () => {
  const { batcher, asked, done } = opened({ maxItems: 2 });
  const answers = Promise.all(["a", "b", "c"].map((it) => batcher.add(it, anybody())));
  await turn();
  expect(asked()).toEqual(["ab"]);
  done(0);
  await turn();
  await turn();
  expect(asked()).toEqual(["ab", "c"]);
  done(1);
  expect(await answers).toEqual(["a!", "b!", "c!"]);
});

test("a call that ends before its batch begins is not part of it", async () => {
  const { batcher, asked, done } = opened();
  const caller = new AbortController();
  const reason = new Fault("cancelled", "cancelled");
  const left = outcome(batcher.add("a", { signal: caller.signal }));
  const other = batcher.add("b", anybody());
  caller.abort(reason);
  expect(await left).toBe(reason);
  expect(await outcome(batcher.add("c", { signal: caller.signal }))).toBe(reason);
  await turn();
  expect(asked()).toEqual(["b"]);
  done(0);
  expect(await other).toBe("b!");
});

test("a call that ends later leaves its batch to the others; the last one ends it", async () => {
  const { batcher, batch } = opened();
  const callers = [new AbortController(), new AbortController()];
  const outcomes = callers.map(({ signal }, index) => outcome(batcher.add(`${index}`, { signal })));
  await turn();
  const [first, second] = [new Fault("cancelled", "cancelled"), new Fault("cancelled", "cancelled")];
  callers[0]?.abort(first);
  expect(await outcomes[0]).toBe(first);
  expect(batch(0).scope.signal.aborted).toBe(false);
  callers[1]?.abort(second);
  expect(batch(0).scope.signal.reason).toBe(second);
  expect(await outcomes[1]).toBe(second);
});

test.each(["23514", "22001", "40P01", "54000"])(
  "what PostgreSQL refuses with %s is tried by itself, and only the one at fault fails",
  async (code) => {
    const { batcher, asked, batch, done } = opened();
    const outcomes = ["a", "b"].map((it) => outcome(batcher.add(it, anybody())));
    await turn();
    batch(0).answer.reject(refusal(code));
    await turn();
    expect(asked()).toEqual(["ab", "a", "b"]);
    const own = refusal(code);
    batch(1).answer.reject(own);
    done(2);
    expect(await Promise.all(outcomes)).toEqual([own, "b!"]);
  },
);

test("what may have been committed or fails for all is not tried again", async () => {
  const { batcher, asked, batch, done } = opened();
  const outcomes = ["a", "b"].map((it) => outcome(batcher.add(it, anybody())));
  await turn();
  const lost = new Error("Connection terminated unexpectedly");
  batch(0).answer.reject(lost);
  expect(await Promise.all(outcomes)).toEqual([lost, lost]);
  const next = batcher.add("c", anybody());
  await turn();
  expect(asked()).toEqual(["ab", "c"]);
  done(1);
  expect(await next).toBe("c!");
});
