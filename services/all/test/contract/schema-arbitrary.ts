import fc from "fast-check";
import { follow, type JsonSchema } from "./contract-document.ts";

/** Better guesses for fields where any text that fits the schema would seldom get past the rules; by property name. */
export type Hints = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** Instants at the edges of what `date-time` lets through. */
const edgesOfTime = [
  "0001-01-01T00:00:00Z",
  "0001-01-01T00:00:00-23:59",
  "9999-12-31T23:59:59.999999999Z",
  "9999-12-31T23:59:59+23:59",
  "2028-02-29T12:00:00.5+05:30",
  "1970-01-01T00:00:00Z",
];

const dateTime = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .date({ min: new Date("2020-01-01"), max: new Date("2090-01-01"), noInvalidDate: true })
      .map((at) => at.toISOString()),
  },
  { weight: 1, arbitrary: fc.constantFrom(...edgesOfTime) },
);

/** Values that fit a schema, at its edges more often than chance would have it. Shrinks to the smallest that fails. */
export function schemaArbitrary(schema: JsonSchema, hints: Hints = {}): fc.Arbitrary<unknown> {
  const whole = follow(schema);
  if (whole.const !== undefined) return fc.constant(whole.const);
  if (whole.enum !== undefined) return fc.constantFrom(...whole.enum);
  const types = [whole.type ?? "null"].flat();
  return fc.oneof(...types.map((type) => ofType(type, whole, hints)));
}

function ofType(type: string, schema: JsonSchema, hints: Hints): fc.Arbitrary<unknown> {
  switch (type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: schema.minimum ?? -(2 ** 31), max: schema.maximum ?? 2 ** 31 - 1 });
    case "string":
      return stringArbitrary(schema);
    case "array":
      return arrayArbitrary(schema, hints);
    case "object":
      return objectArbitrary(schema, hints);
    default:
      throw new Error(`There is no arbitrary for the type ${type}.`);
  }
}

function stringArbitrary(schema: JsonSchema): fc.Arbitrary<string> {
  const { format, pattern, minLength = 0, maxLength = 256 } = schema;
  if (format === "uuid") return fc.uuid();
  if (format === "date-time") return dateTime;
  if (format !== undefined) throw new Error(`There is no arbitrary for the format ${format}.`);
  const fits = (text: string): boolean => {
    const { length } = [...text];
    return length >= minLength && length <= maxLength && !text.includes("\0") && text.isWellFormed();
  };
  const some = Math.max(minLength, Math.min(maxLength, 40));
  if (pattern !== undefined) {
    return fc.stringMatching(new RegExp(pattern, "u"), { maxLength: some }).filter(fits);
  }
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.string({ minLength, maxLength: some }) },
      { weight: 4, arbitrary: fc.string({ minLength, maxLength: some, unit: "binary" }) },
      { weight: 1, arbitrary: fc.constantFrom("ä", "😀", "a").map((unit) => unit.repeat(maxLength)) },
    )
    .filter(fits);
}

function arrayArbitrary(schema: JsonSchema, hints: Hints): fc.Arbitrary<unknown> {
  const { items = {}, minItems: minLength = 0, maxItems: maxLength = 20, uniqueItems } = schema;
  const item = schemaArbitrary(items, hints);
  return uniqueItems === true
    ? fc.uniqueArray(item, { minLength, maxLength })
    : fc.array(item, { minLength, maxLength });
}

function objectArbitrary(schema: JsonSchema, hints: Hints): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], minProperties = 0 } = schema;
  const fields = Object.entries(properties).map(([name, inner]): [string, fc.Arbitrary<unknown>] => [
    name,
    hints[name] ?? schemaArbitrary(inner, hints),
  ]);
  const some = fc
    .record(Object.fromEntries(fields), { requiredKeys: [...required], noNullPrototype: true })
    .filter((value) => Object.keys(value).length >= minProperties);
  // Leaving everything out is what many callers do, and hardly ever what chance does.
  return required.length + minProperties > 0
    ? some
    : fc.oneof({ weight: 2, arbitrary: some }, fc.constant({}));
}
