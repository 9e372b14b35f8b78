import { isIPv4, isIPv6 } from "node:net";

const secretFields = [
  "authorization",
  "proxy-authorization",
  "cookie",
  "set-cookie",
  "secret",
  "password",
  "token",
  "apiKey",
  "api_key",
];
const addressFields = [
  "ip",
  "ips",
  "clientIp",
  "address",
  "remoteAddress",
  "remote_addr",
  "visitorAddress",
  "x-forwarded-for",
  "x-real-ip",
  "forwarded",
  "cf-connecting-ip",
  "true-client-ip",
];

const namedFields = new RegExp(
  `"(${[...secretFields, ...addressFields].join("|")})":(?:"(?:[^"\\\\]|\\\\.)*"|\\[[^\\]]*\\])`,
  "gi",
);
interface Patterns {
  readonly apiKey: RegExp;
  readonly credentials: RegExp;
  readonly dotted: RegExp;
  readonly colons: RegExp;
}

/** By what may stand before a secret or an address: `word` for those that begin like a word, `colons` for IPv6. */
function patternsAfter(start: {
  readonly word: string;
  readonly dotted: string;
  readonly colons: string;
}): Patterns {
  return {
    apiKey: new RegExp(`${start.word}wp_[A-Za-z0-9_-]{4,}`, "g"),
    credentials: new RegExp(String.raw`${start.word}(Bearer|Basic) +[\w.~+/-]+=*`, "gi"),
    dotted: new RegExp(String.raw`${start.dotted}(?:\d{1,3}\.){3}\d{1,3}(?![\w.])`, "g"),
    colons: new RegExp(String.raw`${start.colons}[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])`, "gi"),
  };
}

const plain = patternsAfter({
  word: String.raw`\b`,
  dotted: String.raw`(?<![\w.])`,
  colons: String.raw`(?<![\w:.])`,
});
// The line is JSON already: the letters of an escape, such as that of a line end, are not part of the word after it,
// and must not be taken for the b or f that an address begins with, or the line would be JSON no longer.
const behindEscape = String.raw`(?<=\\[bfnrt])|(?<=\\u[0-9a-fA-F]{4})`;
const amongEscapes = patternsAfter({
  word: String.raw`(?:\b|${behindEscape})`,
  dotted: String.raw`(?:(?<![\w.])|${behindEscape})`,
  colons: String.raw`(?:(?<![\w:.\\])|${behindEscape}|(?<=(?<!\\)(?:\\\\)+))`,
});
const unescaped = /[\u007f-\u009f\u2028\u2029]/g;
const ownNetwork = /^(?:0\.|10\.|127\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)/;

/**
 * Cleans one line of JSON log before it is written, at any depth of it: values of fields that hold secrets or
 * visitors' addresses, API keys (`wp_…`) and credentials anywhere in a text, and public addresses anywhere in a text
 * (those of private networks are the installation's own and stay). What remains is the same JSON, and also holds no
 * raw control characters that a terminal would obey (JSON itself lets U+007F–U+009F and line separators through).
 */
export function redactLine(line: string): string {
  // Few lines hold an escape, and looking for what is behind one costs some microseconds.
  const { apiKey, credentials, dotted, colons } = line.includes("\\") ? amongEscapes : plain;
  return line
    .replace(namedFields, '"$1":"[redacted]"')
    .replace(apiKey, "wp_[redacted]")
    .replace(credentials, "$1 [redacted]")
    .replace(dotted, (text) => (isIPv4(text) && !ownNetwork.test(text) ? "[address]" : text))
    .replace(colons, (text) => (isIPv6(text) && text !== "::1" && text !== "::" ? "[address]" : text))
    .replace(unescaped, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
