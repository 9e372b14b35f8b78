import { type OwnAddress, pointsBack } from "./own-address.ts";

/** What a link sends its visitors to. */
export interface Destination {
  /** As it was typed; shown to whoever manages the link. */
  readonly url: string;
  /** Normalised and pure ASCII, host as punycode: what goes into `Location`. */
  readonly destination: string;
}

/** At most this many bytes, as typed and as sent. */
export const maxDestinationBytes = 8192;

// \p{C}: controls, lone surrogates, invisible and direction-changing format characters, unassigned and private ones.
const invisible = /[\p{C}\p{Zl}\p{Zp}]/u;
// U+200C and U+200D join letters in names of several scripts, and host names made of them are judged by the parser.
const joiners = /[\u200c\u200d]/g;

/**
 * Judges a destination as typed. Answers what to store, or the rule that it breaks as a sentence for the caller.
 *
 * The parser is the one of browsers (WHATWG), which mends a lot: it drops tabs and line ends, reads a backslash as a
 * slash, and accepts `http:host`. Whatever it would mend is refused before, so that what is shown is what is meant.
 */
export function judgeDestination(typed: string, own: OwnAddress): Destination | string {
  if (!typed.isWellFormed()) return "The URL holds a lone surrogate, which is no character; remove it.";
  if (Buffer.byteLength(typed) > maxDestinationBytes)
    return `The URL is longer than ${maxDestinationBytes} bytes; shorten it.`;
  if (/\s/u.test(typed)) return "The URL holds white space; remove it, or write a space as %20.";
  if (invisible.test(typed.replace(joiners, "")))
    return "The URL holds a control or invisible character; remove it, or percent-encode it.";
  if (typed.includes("\\")) return "The URL holds a backslash; write a slash, or %5C.";
  const authority = /^https?:\/\/([^/?#]+)/i.exec(typed)?.[1];
  if (authority === undefined)
    return "The URL must begin with http:// or https:// and name a host, as https://example.com/page does.";
  if (authority.includes("@")) return "The URL holds user info before an @; remove it.";
  const parsed = URL.parse(typed);
  if (parsed === null || parsed.hostname === "") return "The URL can't be parsed; check its host and port.";
  if (parsed.hostname.replaceAll(".", "") === "")
    return "The URL has no host name; write one after https://.";
  if (Buffer.byteLength(parsed.href) > maxDestinationBytes)
    return `The URL is longer than ${maxDestinationBytes} bytes once it is percent-encoded; shorten it.`;
  if (pointsBack(parsed, own))
    return "The URL points to this server itself, which would be a loop; name another.";
  return { url: typed, destination: parsed.href };
}
