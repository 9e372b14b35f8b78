/** One request of an access log in Apache's combined format. */
export interface LoggedRequest {
  /** The visitor's address, as logged. */
  readonly address: string;
  /** When the request was logged, as text: replays happen now, whatever the log says. */
  readonly at: string;
  readonly method: string;
  /** Path and query, as requested. */
  readonly target: string;
  /** Empty when the visitor sent none. */
  readonly referrer: string;
  readonly userAgent: string;
}

// The last quote may be missing: servers cut a line that is too long, in the middle of the user agent.
const combined =
  /^(\S+) \S+ \S+ \[([^\]]+)\] "((?:[^"\\]|\\.)*)" \d{3} (?:\d+|-) "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"?\s*$/;

/** Reads one line; null when it is not a request in combined format. */
export function parseCombinedLine(line: string): LoggedRequest | null {
  const match = combined.exec(line);
  if (match === null) return null;
  const [, address = "", at = "", request = "", referrer = "", userAgent = ""] = match;
  const [method, target, protocol] = request.split(" ");
  if (method === undefined || target === undefined || protocol === undefined) return null;
  if (!/^[A-Z]{1,16}$/.test(method)) return null;
  return {
    address,
    at,
    method,
    target,
    referrer: unescapeField(referrer),
    userAgent: unescapeField(userAgent),
  };
}

// Apache writes `-` for an absent header and escapes quotes, backslashes and control characters.
function unescapeField(text: string): string {
  if (text === "-") return "";
  return text.replace(/\\(x[0-9a-fA-F]{2}|.)/g, (_, escaped: string) =>
    escaped.length === 3 ? String.fromCharCode(Number.parseInt(escaped.slice(1), 16)) : escaped,
  );
}
