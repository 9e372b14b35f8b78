import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "@redocly/openapi-core";
import { type ErrorCode, errorCodes } from "@waypost/kit/errors/codes.ts";
import { parse } from "yaml";
import { type DerivedDocument, deriveResponses } from "../gen/rest/derive-responses.ts";

/**
 * Makes every tool that reads a contract through redocly (linter, bundler, comparison, generator) see the error
 * responses that follow from the rest of it. Documents without a problems.yaml beside them, such as released
 * bundles, have been completed already.
 */
export const redoclyPlugin: Plugin & { readonly id: "waypost" } = {
  id: "waypost",
  preprocessors: {
    oas3: {
      "derived-responses": () => ({
        Root: {
          enter(root, { location }) {
            const codes = readSharedProblems(dirname(location.source.absoluteRef));
            // Through unknown: the types of redocly tell versions apart that are alike in what is read here.
            if (codes !== undefined) deriveResponses(root as unknown as DerivedDocument, codes);
          },
        },
      }),
    },
  },
};

/**
 * The error code of every slug that contracts in `api` may name; undefined where there is no such list. What is wrong
 * with the list is told by the generator.
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

function isCode(code: string | undefined): code is ErrorCode {
  return code !== undefined && Object.hasOwn(errorCodes, code);
}

/** What redocly.yaml names. @public */
// biome-ignore lint/style/noDefaultExport: redocly takes a plugin from the default export.
export default () => redoclyPlugin;
