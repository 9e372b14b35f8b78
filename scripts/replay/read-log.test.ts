import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLog } from "./read-log.ts";

const line = (target: string, userAgent = "curl/8") =>
  `192.0.2.1 - - [01/Jan/2026:00:00:00 +0000] "GET ${target} HTTP/1.1" 200 1 "-" "${userAgent}"`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "waypost-read-log-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(...content: (string | Buffer)[]): string {
  const file = join(folder, "access.log");
  writeFileSync(file, Buffer.concat(content.map((part) => Buffer.from(part))));
  return file;
}

test("requests come in their order; other lines are counted, empty ones are not", async () => {
  const file = write(`${line("/b")}\n\n${line("/a")}\r\nno request at all\n   \n${line("/b")}`);
  const { requests, unreadableLines } = await readLog(file);
  expect(requests.map(({ target }) => target)).toEqual(["/b", "/a", "/b"]);
  expect(unreadableLines).toBe(1);
});

test("bytes that are no UTF-8 come through as they are", async () => {
  const [before = "", after = ""] = line("/a", "|").split("|");
  const { requests } = await readLog(write(before, Buffer.from([0xe9, 0x80]), after));
  expect(Buffer.from(requests[0]?.userAgent ?? "", "latin1")).toEqual(Buffer.from([0xe9, 0x80]));
});

test("what can't be read is told in one sentence, with the reason", async () => {
  const gone = join(folder, "gone.log");
  await expect(readLog(gone)).rejects.toThrow(`${gone} can't be read: there is no such file.`);
  await expect(readLog(folder)).rejects.toThrow(`${folder} can't be read: it is a folder.`);
  await expect(readLog(`${folder}\0`)).rejects.toThrow(/can't be read: .*null bytes/);
});

test("a log without a request is told", async () => {
  const file = write("hello\nworld\n");
  await expect(readLog(file)).rejects.toThrow(`${file} holds no request in combined format.`);
});
