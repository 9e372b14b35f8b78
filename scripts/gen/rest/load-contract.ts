import { readdir, readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { bundle, createConfig, getLineColLocation } from "@redocly/openapi-core";
import { redoclyPlugin } from "../../contracts/redocly-plugin.ts";
import { ContractError, type ContractFinding } from "./contract-error.ts";
import type { Contract, OpenApiDocument } from "./model.ts";
import { sourceMap } from "./source-map.ts";

/** Reads every `api/<service>.yaml`, in order of their names. */
export async function loadContracts(root: string): Promise<readonly Contract[]> {
  const names = (await readdir(join(root, "api"))).filter((name) => name.endsWith(".yaml")).sort();
  const findings: ContractFinding[] = [];
  const loaded = await Promise.all(
    names.map((name) =>
      loadContract(root, `api/${name}`).catch((error: unknown) => {
        if (!(error instanceof ContractError)) throw error;
        findings.push(...error.findings);
        return undefined;
      }),
    ),
  );
  if (findings.length > 0) throw new ContractError(findings);
  return loaded.filter((contract) => contract !== undefined);
}

/**
 * Reads one contract into a single document with local references only, completed with what follows from it.
 * @throws ContractError naming file and line when it is not YAML or a reference leads nowhere
 */
export async function loadContract(root: string, file: string): Promise<Contract> {
  const config = await createConfig({
    plugins: [redoclyPlugin],
    preprocessors: { "waypost/derived-responses": "on" },
  });
  const { bundle: bundled, problems } = await bundle({ ref: join(root, file), config }).catch(
    (error: unknown) => {
      throw new ContractError([syntaxFinding(file, error)]);
    },
  );
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    throw new ContractError(
      errors.map((problem) => {
        const [place] = problem.location;
        const at = place === undefined ? undefined : getLineColLocation(place);
        return {
          file: at === undefined ? file : relative(root, at.source.absoluteRef),
          line: at?.start?.line ?? 1,
          rule: problem.ruleId,
          message: problem.message,
          hint: "Correct the reference or the place it points to.",
        };
      }),
    );
  }
  return {
    service: basename(file, ".yaml"),
    file,
    // The bundler keeps the shape of the document; only references change.
    document: bundled.parsed as OpenApiDocument,
    source: sourceMap(await readFile(join(root, file), "utf8")),
  };
}

function syntaxFinding(file: string, error: unknown): ContractFinding {
  const message = error instanceof Error ? error.message : String(error);
  const line = /\((\d+):\d+\)/.exec(message)?.[1];
  return {
    file,
    line: Number(line ?? 1),
    rule: "yaml",
    message: `${message.split("\n")[0]}.`,
    hint: "Correct the YAML; indentation and colons are the usual suspects.",
  };
}
