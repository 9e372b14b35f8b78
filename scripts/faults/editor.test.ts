import { expect, onTestFinished, test, vi } from "vitest";
import { startTestServer } from "../replay/test-server.ts";
import { destinationOf, Editor } from "./editor.ts";
import { StackApi } from "./stack-api.ts";

const patience = { timeout: 15_000, interval: 5 };

/** An editor, and the edits that came, none of which is answered before it is told. */
async function editorOf() {
  const waiting: { readonly url: string; answer(): void }[] = [];
  let over = false;
  const server = await startTestServer((request, response) => {
    let text = "";
    request.setEncoding("utf8").on("data", (part: string) => {
      text += part;
    });
    request.on("end", () => {
      const answer = () => response.end("{}");
      if (over) answer();
      else waiting.push({ url: JSON.parse(text).url, answer });
    });
  });
  const { origin: url } = server.url;
  const api = new StackApi({ url, urls: new Map([["links-1", url]]), gateway: null, apiKey: "wp_x" });
  const editor = new Editor(api, { id: "1", code: "a" });
  onTestFinished(async () => {
    over = true;
    for (const edit of waiting.splice(0)) edit.answer();
    await editor.end();
  });
  /** The next edit that came. */
  const next = async () => {
    await vi.waitFor(() => expect(waiting).not.toEqual([]), patience);
    return waiting.shift() ?? { url: "", answer: () => undefined };
  };
  return { editor, next };
}

test("the destination is that of the last edit that was acknowledged, not of one under way", async () => {
  const { editor, next } = await editorOf();
  expect([editor.destination, editor.edits]).toEqual([destinationOf(0), 0]);
  editor.resume();
  for (const edit of [1, 2]) {
    const { url, answer } = await next();
    expect(url).toBe(destinationOf(edit));
    expect(editor.destination).toBe(destinationOf(edit - 1));
    answer();
    await vi.waitFor(() => expect(editor.destination).toBe(destinationOf(edit)), patience);
  }
  expect(editor.edits).toBe(2);
});

test("a pause is over when the edit under way is acknowledged", async () => {
  const { editor, next } = await editorOf();
  editor.resume();
  const { answer } = await next();
  const paused = editor.pause().then(() => editor.destination);
  answer();
  expect(await paused).toBe(destinationOf(1));
});
