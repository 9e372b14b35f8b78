import type { FieldFault } from "../errors/fault.ts";
import type { SchemaError } from "./table.ts";

const maxFaults = 20;

/** Says what a schema found wrong in words for the caller; `section` is body, query, path or headers. */
export function explainSchemaErrors(
  section: string,
  errors: readonly SchemaError[] | null | undefined,
): readonly FieldFault[] {
  const faults = new Map<string, FieldFault>();
  for (const error of errors ?? []) {
    if (faults.size >= maxFaults) break;
    const pointer = `/${section}${error.instancePath}${missingPart(error)}`;
    // One fault a field: what follows from the first is noise.
    if (!faults.has(pointer)) faults.set(pointer, { pointer, detail: detailOf(error) });
  }
  return [...faults.values()];
}

/** Faults about a field that is (or should be) below the place where they were found. */
function missingPart({ keyword, params }: SchemaError): string {
  const name = { required: params.missingProperty, additionalProperties: params.additionalProperty }[keyword];
  return name === undefined ? "" : `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function detailOf({ keyword, params, message }: SchemaError): string {
  const limit = String(params.limit);
  switch (keyword) {
    case "required":
      return "is missing";
    case "additionalProperties":
      return "is not known here";
    case "type":
      return `must be ${[params.type].flat().join(" or ").replaceAll(",", " or ")}`;
    case "enum":
      return `must be one of ${Array.isArray(params.allowedValues) ? params.allowedValues.map(String).join(", ") : ""}`;
    case "minLength":
      return `must have at least ${limit} ${limit === "1" ? "character" : "characters"}`;
    case "maxLength":
      return `must have at most ${limit} characters`;
    case "minItems":
    case "maxItems":
      return `must have at ${keyword === "minItems" ? "least" : "most"} ${limit} items`;
    case "minProperties":
      return `must have at least ${limit} ${limit === "1" ? "field" : "fields"}`;
    case "uniqueItems":
      return "must not hold an item twice";
    case "format":
      return `must be a valid ${String(params.format)}`;
    default:
      return message ?? "is not valid";
  }
}
