import { follow, type JsonSchema } from "./contract-document.ts";

/** A value that a schema refuses. */
export interface Invalid {
  readonly what: string;
  /** JSON text, because some of these values can't be held by JavaScript. */
  readonly json: string;
  /** Where in the value the fault lies; null when a body with it is refused as a whole. */
  readonly pointer: string | null;
}

/** Of every type one value; those that a schema's types leave out are wrong. */
const oneOfEach: readonly (readonly [type: string, json: string])[] = [
  ["null", "null"],
  ["boolean", "true"],
  ["number", "1.5"],
  ["number", "1e400"],
  ["integer", "7"],
  ["string", '"7"'],
  ["array", "[]"],
  ["object", "{}"],
];

/** No schema takes text with NUL or half a surrogate pair: neither PostgreSQL nor UTF-8 can hold it. */
const badTexts = ['"a\\u0000b"', '"\\ud800"', '"\\udc00\\ud800"'];

const badFormats: Readonly<Record<string, readonly string[]>> = {
  uuid: ["", "0", "urn:uuid:6f1d2c3a-0000-4000-8000-000000000000", "{6f1d2c3a-0000-4000-8000-000000000000}"],
  "date-time": [
    "",
    "tomorrow",
    "2030-06-01",
    "2030-02-30T00:00:00Z",
    "2030-06-01T24:00:00Z",
    "2030-06-30T23:59:60Z",
    "2030-06-01 00:00:00Z",
    "2030-06-01T00:00:00",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+00:01",
    "9999-12-31T23:59:59-00:01",
    "+010000-01-01T00:00:00Z",
    "2030-06-01T00:00:00.1234567891Z",
  ],
};

/** Whole bodies that are wrong, and one for each thing that can be wrong with each field. `valid` is a good body. */
export function invalidBodies(schema: JsonSchema, valid: Readonly<Record<string, unknown>>): Invalid[] {
  const whole = follow(schema);
  const { properties = {}, required = [] } = whole;
  const withField = (name: string, json: string): string => {
    const others = Object.entries(valid).filter(([other]) => other !== name);
    const texts = others.map(([other, value]) => `${JSON.stringify(other)}:${JSON.stringify(value)}`);
    return `{${[...texts, `${JSON.stringify(name)}:${json}`].join(",")}}`;
  };
  const unknownFields = ["surprise", "Url", "", "constructor", "toString", "hasOwnProperty", "a/b~c"].map(
    (name): Invalid => ({
      what: `unknown field ${name}`,
      json: withField(name, "1"),
      pointer: `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    }),
  );
  const missing = required.map((name): Invalid => {
    const others = Object.fromEntries(Object.entries(valid).filter(([other]) => other !== name));
    return { what: `without ${name}`, json: JSON.stringify(others), pointer: `/${name}` };
  });
  const fields = Object.entries(properties).flatMap(([name, inner]) =>
    invalidValues(inner).map(
      ({ what, json, pointer }): Invalid => ({
        what: `${name}: ${what}`,
        json: withField(name, json),
        pointer: pointer === null ? null : `/${name}${pointer}`,
      }),
    ),
  );
  return [...wholeBodies(whole, withField), ...unknownFields, ...missing, ...fields];
}

function wholeBodies(
  { minProperties = 0 }: JsonSchema,
  withField: (name: string, json: string) => string,
): Invalid[] {
  const whole = (what: string, json: string): Invalid => ({ what, json, pointer: "" });
  return [
    ...oneOfEach.filter(([type]) => type !== "object").map(([type, json]) => whole(`a ${type}`, json)),
    ...(minProperties > 0 ? [whole("no field", "{}")] : []),
    whole("no JSON", "{"),
    whole("two values", "{} {}"),
    whole("a comment", "{/* */}"),
    whole("single quotes", "{'url':'https://example.com'}"),
    whole("blanks", "  \n"),
    whole("a prototype", withField("__proto__", '{"admin":true}')),
    whole("a constructor with a prototype", withField("constructor", '{"prototype":{"admin":true}}')),
    whole("a key of half a surrogate pair", '{"\\ud800":1}'),
    whole("10,000 arrays in each other", `${"[".repeat(10_000)}${"]".repeat(10_000)}`),
    whole("10,000 arrays that don't end", "[".repeat(10_000)),
  ];
}

/** One value for each thing that can be wrong by the schema. */
export function invalidValues(schema: JsonSchema): Invalid[] {
  const whole = follow(schema);
  const { enum: allowed } = whole;
  const types = [whole.type ?? []].flat();
  const fits = (type: string) => types.includes(type) || (type === "integer" && types.includes("number"));
  const wrongTypes = oneOfEach
    .filter(([type]) => !fits(type))
    .map(([type, json]): Invalid => ({ what: `a ${type}, ${json}`, json, pointer: "" }));
  const found = [...wrongTypes];
  if (types.includes("string")) found.push(...invalidStrings(whole));
  if (types.includes("integer")) found.push(...invalidIntegers(whole));
  if (types.includes("array")) found.push(...invalidArrays(whole));
  if (allowed !== undefined) found.push({ what: "not in the list", json: '"nonsense"', pointer: "" });
  return found;
}

function invalidStrings({ format, pattern, minLength = 0, maxLength, enum: allowed }: JsonSchema): Invalid[] {
  const text = (what: string, value: string): Invalid => ({ what, json: JSON.stringify(value), pointer: "" });
  return [
    ...badTexts.map((json): Invalid => ({ what: `bad text ${json}`, json, pointer: null })),
    ...(maxLength === undefined ? [] : [text("too long", "a".repeat(maxLength + 1))]),
    ...(minLength === 0 || allowed !== undefined ? [] : [text("too short", "a".repeat(minLength - 1))]),
    ...(pattern === undefined || new RegExp(pattern, "u").test("\u0007") ? [] : [text("a bell", "ab\u0007")]),
    ...(format === undefined ? [] : (badFormats[format] ?? []).map((value) => text(`no ${format}`, value))),
  ];
}

function invalidIntegers({ minimum, maximum }: JsonSchema): Invalid[] {
  const number = (what: string, json: string): Invalid => ({ what, json, pointer: "" });
  return [
    ...(minimum === undefined ? [] : [number("too small", String(minimum - 1)), number("huge", "-1e308")]),
    ...(maximum === undefined ? [] : [number("too large", String(maximum + 1)), number("huge", "1e308")]),
    number("a fraction", "1.000001"),
  ];
}

function invalidArrays({ items = {}, minItems = 0, maxItems, uniqueItems }: JsonSchema): Invalid[] {
  const { enum: [first = "a"] = [] } = follow(items);
  const array = (what: string, values: readonly unknown[]): Invalid => ({
    what,
    json: JSON.stringify(values),
    pointer: "",
  });
  const many = (count: number) => Array.from({ length: count }, (_, at) => `${String(first)}${at}`);
  return [
    ...(minItems > 0 ? [array("no item", [])] : []),
    ...(maxItems === undefined ? [] : [array("too many items", many(maxItems + 1))]),
    ...(uniqueItems === true ? [array("an item twice", [first, first])] : []),
    ...invalidValues(items).map(
      ({ what, json, pointer }): Invalid => ({
        what: `an item: ${what}`,
        json: `[${json}]`,
        pointer: pointer === null ? null : `/0${pointer}`,
      }),
    ),
  ];
}
