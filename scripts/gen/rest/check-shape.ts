import type { Contract, OperationModel, RawContent, RawOperation, RawParameter } from "./model.ts";
import { deref } from "./read-operations.ts";
import type { Report } from "./report.ts";

/** Refuses forms that neither the generator nor the runtime knows, before they are silently ignored. */
export function checkShape(contract: Contract, operation: OperationModel, report: Report): void {
  const [, path = "", method = ""] = operation.at;
  const item = contract.document.paths?.[path] ?? {};
  const raw = item[method] as RawOperation;
  checkPath(operation, report);
  checkSecurity(contract, raw, report);
  const shared = (item.parameters ?? []) as readonly RawParameter[];
  [...shared, ...(raw.parameters ?? [])].forEach((parameter, index) => {
    checkParameter(deref(contract.document, parameter), index - shared.length, report);
  });
  if (raw.requestBody !== undefined) {
    checkMedia(deref(contract.document, raw.requestBody).content, ["requestBody", "content"], report);
  }
  for (const [status, response] of Object.entries(raw.responses ?? {})) {
    if (!/^[1-5]\d\d$|^default$/.test(status)) {
      report(["responses", status], "status", `declares the status ${status}.`, "Write each status out.");
    }
    if (!/^[23]/.test(status) || operation.handRouted) continue;
    checkMedia(deref(contract.document, response).content, ["responses", status, "content"], report);
  }
  if (operation.success.length === 0) {
    report(
      ["responses"],
      "success",
      "declares no success response.",
      "Add the status it answers when all is well.",
    );
  }
}

function checkPath(operation: OperationModel, report: Report): void {
  const inPath = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  const declared = operation.parameters
    .filter((parameter) => parameter.in === "path")
    .map(({ name }) => name);
  const stray = [
    ...inPath.filter((name) => !declared.includes(name ?? "")),
    ...declared.filter((name) => !inPath.includes(name)),
  ];
  if (stray.length === 0) return;
  const hint = "Name it both in the path and among the parameters.";
  report(["parameters"], "path-parameter", `has the half-declared path parameter ${stray.join(", ")}.`, hint);
}

function checkSecurity(contract: Contract, raw: RawOperation, report: Report): void {
  const security = raw.security ?? contract.document.security;
  if (security === undefined) {
    const hint = 'Write security: [{ bearer: ["links:read"] }], or [] for everybody.';
    report(["security"], "security", "does not say who may call it.", hint);
  } else if (security.length > 1 || Object.keys(security[0] ?? {}).some((scheme) => scheme !== "bearer")) {
    report(
      ["security"],
      "security",
      "asks for more than one bearer key.",
      "One requirement of bearer is supported.",
    );
  }
}

function checkParameter(parameter: RawParameter, index: number, report: Report): void {
  const at = index < 0 ? [] : ["parameters", index];
  if (!["path", "query", "header"].includes(parameter.in)) {
    const message = `takes ${parameter.name} in ${parameter.in}.`;
    report(at, "parameter-place", message, "Use path, query or header.");
  }
  if (parameter.schema === undefined) {
    report(
      at,
      "parameter-schema",
      `has no schema for ${parameter.name}.`,
      "Add one; content is not supported.",
    );
  }
  const style = { path: "simple", header: "simple", query: "form" }[parameter.in];
  if (parameter.explode === false || (parameter.style ?? style) !== style) {
    const message = `writes ${parameter.name} in a style of its own.`;
    report(at, "parameter-style", message, "Leave style and explode out: a list is a repeated parameter.");
  }
}

function checkMedia(content: RawContent | undefined, at: readonly string[], report: Report): void {
  for (const mediaType of Object.keys(content ?? {}).filter((type) => type !== "application/json")) {
    const hint = "Use application/json, or mark the operation x-hand-routed and mount it yourself.";
    report([...at, mediaType], "media-type", `speaks ${mediaType}.`, hint);
  }
  const media = content?.["application/json"];
  if (media !== undefined && media.schema === undefined) {
    report(at, "media-schema", "has a body without a schema.", "Add one.");
  }
}
