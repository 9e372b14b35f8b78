import fc from "fast-check";
import type { CallInput } from "./contract-call.ts";
import type { ContractOperation, ContractParameter } from "./contract-document.ts";
import type { ContractWorld } from "./contract-world.ts";
import { type Hints, schemaArbitrary } from "./schema-arbitrary.ts";

/** Valid calls of an operation: half of them on things that are there, so that logic gets past its first question. */
export function inputArbitrary(operation: ContractOperation, world: ContractWorld): fc.Arbitrary<CallInput> {
  const part = (where: ContractParameter["in"]) => {
    const parameters = operation.parameters.filter((it) => it.in === where);
    const fields = parameters.map((it): [string, fc.Arbitrary<unknown>] => [
      it.name,
      parameterArbitrary(operation, it, world),
    ]);
    const requiredKeys = parameters.filter((it) => it.required).map((it) => it.name);
    return fc.record(Object.fromEntries(fields), { requiredKeys, noNullPrototype: true });
  };
  const parts = { path: part("path"), query: part("query"), header: part("header") };
  return operation.body === null
    ? fc.record(parts)
    : fc.record({ ...parts, body: schemaArbitrary(operation.body.schema, bodyHints) });
}

const minutesFromNow = (min: number, max: number) =>
  fc.integer({ min, max }).map((minutes) => new Date(Date.now() + minutes * 60_000).toISOString());

const bodyHints: Hints = {
  from: minutesFromNow(-60_000, -30_000),
  to: minutesFromNow(-40_000, -1),
  expiresAt: fc.oneof(
    { weight: 3, arbitrary: minutesFromNow(1, 1_000_000) },
    { weight: 1, arbitrary: minutesFromNow(-1_000_000, -1) },
  ),
  url: fc.oneof(
    { weight: 4, arbitrary: fc.webUrl({ withFragments: true, withQueryParameters: true, size: "small" }) },
    {
      weight: 1,
      arbitrary: fc
        .string({ minLength: 1, maxLength: 50, unit: "binary" })
        .filter((it) => !it.includes("\0")),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom("https://bücher.example/ä?ö=ü#ß", "http://[::1]:8080/x", "javascript:1"),
    },
  ),
};

const recently = minutesFromNow(-40 * 24 * 60, 0);

const parameterHints: Hints = {
  timeZone: fc.constantFrom("UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Chatham", "Asia/Kolkata"),
  from: recently,
  to: recently,
  "If-Match": fc.constant("*"),
};

/** Things that are there, for parameters of paths that name no id. */
const pathHints: Readonly<Record<string, readonly string[]>> = {
  service: ["analytics"],
  job: ["make-partitions", "publish-ledger", "keep-retention"],
};

function parameterArbitrary(
  operation: ContractOperation,
  { name, in: where, schema }: ContractParameter,
  world: ContractWorld,
): fc.Arbitrary<unknown> {
  if (where === "path" && name === "id") {
    const known = world.thingsOf(operation.path)?.own ?? [];
    return fc.oneof(fc.constantFrom(...known), fc.uuid());
  }
  if (where === "path" && name in pathHints)
    return fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...(pathHints[name] ?? [])) },
      { weight: 1, arbitrary: schemaArbitrary(schema) },
    );
  if (where !== "header")
    return fc.oneof(schemaArbitrary(schema), parameterHints[name] ?? schemaArbitrary(schema));
  const { minLength = 1, maxLength = 64 } = schema;
  // What HTTP lets a header be, without the spaces at its ends that no server sees.
  const any = fc
    .stringMatching(/^[\x21-\x7e]+$/)
    .filter(({ length }) => length >= minLength && length <= maxLength);
  return fc.oneof(any, parameterHints[name] ?? any);
}
