import pg from "pg";

/**
 * How values of PostgreSQL become values of JavaScript, where the defaults of `pg` would surprise:
 *
 * - `int8`, which also is what `count(*)` gives: a number. One outside ±2^53 throws instead of being rounded.
 * - `date`: the text `2026-01-31`; a `Date` would shift it by the time zone of this process.
 *
 * `timestamptz` is a `Date`, `jsonb` is parsed, `numeric` (so also `sum` of `int8`: cast it) stays text.
 */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (format === "binary") return pg.types.getTypeParser(oid, "binary");
    if (oid === pg.types.builtins.INT8) return parseSafeInteger;
    if (oid === INT8_ARRAY) return parseSafeIntegers;
    if (oid === pg.types.builtins.DATE) return keepText;
    return pg.types.getTypeParser(oid, "text");
  },
};

const INT8_ARRAY = 1016;

function keepText(text: string): string {
  return text;
}

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`${text} does not fit a JavaScript number; cast it to text in the query.`);
  }
  return value;
}

function parseSafeIntegers(text: string): (number | null)[] {
  if (text === "{}") return [];
  return text
    .slice(1, -1)
    .split(",")
    .map((item) => (item === "NULL" ? null : parseSafeInteger(item)));
}
