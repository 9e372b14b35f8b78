import type { ServiceDeclaration } from "@waypost/kit/service/declare-service.ts";

const row = /^\| `services\/(?!kit`|testing`|all`)[a-z0-9]+` \|.*\n/gm;

/**
 * The README with one row of its map for each service, in the place of the first that it has.
 * @throws Error when it has none
 */
export function listServices(readme: string, declared: readonly ServiceDeclaration[]): string {
  const at = readme.search(row);
  if (at === -1) throw new Error("README.md: its map has no row of a service, | `services/…` | … |.");
  const rows = declared.map(({ name, about }) => `| \`services/${name}\` | ${about} |\n`);
  return readme.slice(0, at) + rows.join("") + readme.slice(at).replace(row, "");
}
