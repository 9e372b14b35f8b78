import fastJsonStringify from "fast-json-stringify";
import { header } from "../planned-files.ts";
import { selfContained } from "./json-schema.ts";
import { type OperationModel, type RestService, schemasOf } from "./model.ts";

/** What the serialiser of a response is called in its module. */
export function serializerName({ operationId }: OperationModel, status: number): string {
  return `${operationId}${status}`;
}

/** Emits `serializers.js`: one function per success body; equal schemas share one. */
export function emitSerializers({ contract, operations }: RestService): string {
  const schemas = schemasOf(contract.document);
  const seen = new Map<string, string>();
  const parts: string[] = [];
  for (const operation of operations) {
    for (const { status, body } of operation.success) {
      if (body === null || operation.handRouted) continue;
      const name = serializerName(operation, status);
      const schema = selfContained(body, schemas);
      const key = JSON.stringify(schema);
      const twin = seen.get(key);
      parts.push(`export const ${name} = ${twin ?? compile(schema)};\n`);
      if (twin === undefined) seen.set(key, name);
    }
  }
  return `${header(contract.file)}import Serializer from "fast-json-stringify/lib/serializer.js";

const serializer = Serializer.restoreFromState({ mode: "standalone" });
${parts.join("")}`;
}

/** The declarations of the module. */
export function declareSerializers({ contract, operations }: RestService): string {
  const names = operations.flatMap((operation) =>
    operation.handRouted
      ? []
      : operation.success.flatMap(({ status, body }) =>
          body === null ? [] : [serializerName(operation, status)],
        ),
  );
  return (
    header(contract.file) +
    names.map((name) => `export declare const ${name}: (body: unknown) => string;\n`).join("")
  );
}

function compile(schema: object): string {
  const code = renumber(String(fastJsonStringify(schema, { mode: "standalone" })));
  const [, body] = /module\.exports = (function anonymous[\s\S]*)\(validator, serializer\)/.exec(code) ?? [];
  // Schemas with alternatives need a validator at run time; they are rare, and the plain way is right for them.
  if (body === undefined || !/const validator = null/.test(code)) return "JSON.stringify";
  return `(${body})(null, serializer)`;
}

/** The library counts over the whole process; counted per schema, the same schema gives the same code. */
function renumber(code: string): string {
  const numbers = new Map<string, number>();
  return code.replace(/__fjs_merged_(\d+)/g, (_, number: string) => {
    if (!numbers.has(number)) numbers.set(number, numbers.size);
    return `merged${numbers.get(number)}`;
  });
}
