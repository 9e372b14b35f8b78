import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "@redocly/openapi-core";
import { type ErrorCode, errorCodes } from "@waypost/kit/errors/codes.ts";
import { parse, parseDocument } from "yaml";
import { type DerivedDocument, deriveResponses } from "../gen/rest/derive-responses.ts";
import { deriveScopes, type ScopedDocument, scopesOf } from "../gen/rest/derive-scopes.ts";

/**
 * Makes every tool that reads a contract through redocly (linter, bundler, comparison, generator) see the error
 * responses that follow from the rest of it, and the scopes that all contracts declare. Documents without a problems.yaml beside them, such as released
 * bundles, have been completed already.
 */
export const redoclyPlugin: Plugin & { readonly id: "waypost" } = {
  id: "waypost",
  preprocessors: {
    oas3: {
      "derived-responses": () => ({
        Root: {
          enter(root, { location }) {
            const api = dirname(location.source.absoluteRef);
            const codes = readSharedProblems(api);
            if (codes === undefined) return;
            // Through unknown: the types of redocly tell versions apart that are alike in what is read here.
            deriveResponses(root as unknown as DerivedDocument, codes);
            deriveScopes(root as unknown as ScopedDocument, scopesOf(readContracts(api)));
          },
        },
      }),
    },
  },
};

/**
 * The error code of every slug that contracts in `api` may name; undefined where there is no such list. Mistakes in
 * the list are reported by the generator.
 */
export function readSharedProblems(api: string): ReadonlyMap<string, ErrorCode> | undefined {
  const path = join(api, "shared/problems.yaml");
  if (!existsSync(path)) return undefined;
  const entries: Readonly<Record<string, { readonly code?: string } | null>> =
    parse(readFileSync(path, "utf8")) ?? {};
  const codes = new Map<string, ErrorCode>();
  for (const [slug, entry] of Object.entries(entries)) {
    if (isCode(entry?.code)) codes.set(slug, entry.code);
  }
  return codes;
}

/** The contracts in `api`, unchecked; invalid YAML is reported where each contract is read on its own. */
export function readContracts(api: string): readonly unknown[] {
  return readdirSync(api)
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => parseDocument(readFileSync(join(api, name), "utf8")).toJS());
}

function isCode(code: string | undefined): code is ErrorCode {
  return code !== undefined && Object.hasOwn(errorCodes, code);
}

/** What redocly.yaml names. @public */
// biome-ignore lint/style/noDefaultExport: redocly takes a plugin from the default export.
export default () => redoclyPlugin;
