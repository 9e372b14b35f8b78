import { type FieldPath, ViolationsSchema } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
import type { ConnectError } from "@connectrpc/connect";
import type { FieldFault } from "../errors/fault.ts";
import { maxFieldFaults } from "./fault-detail.ts";

/** The fields that the validator found wrong, with pointers in the JSON names of the contract: `/body/linkIds/3`. */
export function violatedFields(error: ConnectError): readonly FieldFault[] {
  return error
    .findDetails(ViolationsSchema)
    .flatMap((found) => found.violations)
    .slice(0, maxFieldFaults)
    .map((violation) => ({ pointer: pointerOf(violation.field), detail: violation.message }));
}

function pointerOf(path: FieldPath | undefined): string {
  const steps = (path?.elements ?? []).flatMap(({ fieldName, subscript }) => {
    const name = fieldName.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    return subscript.case === undefined ? [name] : [name, String(subscript.value)];
  });
  return ["/body", ...steps.map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1"))].join("/");
}
