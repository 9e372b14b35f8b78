/** One preference of a `Prefer` header. */
export interface Preference {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

/**
 * Reads a `Prefer` header (RFC 7240, section 2): preferences between commas, each with a value, quoted or not. Parameters
 * of a preference are passed over; of a name that is given twice the first counts.
 */
export function parsePrefer(header: string): readonly Preference[] {
  const found = new Map<string, Preference>();
  for (const part of split(header, ",")) {
    const [preference = ""] = split(part, ";");
    const [, name = "", value = ""] = /^\s*([^\s="]+)\s*(?:=\s*(.*?))?\s*$/s.exec(preference) ?? [];
    const key = name.toLowerCase();
    if (key !== "" && !found.has(key)) found.set(key, { name: key, value: unquote(value) });
  }
  return [...found.values()];
}

/** Splits where the separator is not inside of quotes. */
function split(text: string, separator: "," | ";"): string[] {
  const parts = [""];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === '"') quoted = !quoted;
    const escaped = quoted && sign === "\\" ? text.charAt(++at) : "";
    if (sign === separator && !quoted) parts.push("");
    else parts[parts.length - 1] += sign + escaped;
  }
  return parts;
}

function unquote(value: string): string {
  return /^".*"$/s.test(value) ? value.slice(1, -1).replaceAll(/\\(.)/gs, "$1") : value;
}
