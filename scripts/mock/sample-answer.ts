import type { RestOperation, RestSuccess } from "@waypost/kit/http/table.ts";
import { sample } from "openapi-sampler";
import { type Contract, type Document, documentOf, type Field, follow, type Media } from "./contract.ts";

/** A success answer as the contract shows it: its example where it has one, else a sample of the schema. */
export function sampleAnswer(contract: Contract, operation: RestOperation, status: number): RestSuccess {
  const { document } = contract;
  const { operation: described } = documentOf(contract, operation);
  const response = described.responses[status];
  if (response === undefined) throw new Error(`${operation.operationId} declares no answer ${status}.`);
  const { headers = {}, content = {} } = follow(document, response);
  const [media] = Object.values(content);
  const sampled = Object.entries(headers).map(([name, field]) => [
    name.toLowerCase(),
    String(sampleField(document, field)),
  ]);
  return {
    status,
    headers: Object.fromEntries(sampled),
    ...(media === undefined
      ? {}
      : { body: lastPage(sampleMedia(document, media), described["x-paginated"] !== undefined) }),
  };
}

/** The example of a body, or a sample of its schema. */
export function sampleMedia(document: Document, media: Media): unknown {
  if (media.example !== undefined) return media.example;
  const [example] = Object.values(media.examples ?? {});
  return example?.value ?? sample(media.schema, { quiet: true }, document);
}

/** A value for a parameter or a header. */
export function sampleField(document: Document, field: Field): unknown {
  return sample(follow(document, field).schema, { quiet: true }, document);
}

/** Every cursor leads to the same page here, so a client that follows it would never end. */
function lastPage(body: unknown, paginated: boolean): unknown {
  return paginated && typeof body === "object" && body !== null ? { ...body, nextCursor: null } : body;
}
