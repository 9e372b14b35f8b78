import { header } from "../planned-files.ts";

/** Emits `gen/rest/scopes.ts`: every scope there is. */
export function emitScopes(scopes: ReadonlyMap<string, string>): string {
  const entries = [...scopes].map(
    ([scope, meaning]) => `  /** ${meaning.replaceAll("*/", "* /")} */\n  ${JSON.stringify(scope)},\n`,
  );
  return `${header("api/*.yaml")}/** Every scope that a contract declares, by name. */
export const everyScope = [
${entries.join("")}] as const;

export type Scope = (typeof everyScope)[number];
`;
}
