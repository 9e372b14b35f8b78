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
const apiKey = /\bwp_[A-Za-z0-9_-]{4,}/g;
const bearer = /\b(Bearer|Basic) +[\w.~+/-]+=*/gi;
const dotted = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])/g;
const colons = /(?<![\w:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi;
const unescaped = /[\u007f-\u009f\u2028\u2029]/g;
const ownNetwork = /^(?:0\.|10\.|127\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.)/;

/**
 * Cleans one line of JSON log before it is written, at any depth of it: values of fields that hold secrets or
 * visitors' addresses, API keys (`wp_…`) and credentials anywhere in a text, and public addresses anywhere in a text
 * (those of private networks are the installation's own and stay). What remains is the same JSON, and also holds no
 * raw control characters that a terminal would obey (JSON itself lets U+007F–U+009F and line separators through).
 */
export function redactLine(line: string): string {
  return line
    .replace(namedFields, '"$1":"[redacted]"')
    .replace(apiKey, "wp_[redacted]")
    .replace(bearer, "$1 [redacted]")
    .replace(dotted, (text) => (isIPv4(text) && !ownNetwork.test(text) ? "[address]" : text))
    .replace(colons, (text) => (isIPv6(text) && text !== "::1" && text !== "::" ? "[address]" : text))
    .replace(unescaped, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
