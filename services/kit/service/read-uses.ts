import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { MigratedService } from "../db/migrate.ts";

/**
 * Services with the parts of kit they use, for tools that make schemas and know only names: as declared in
 * `services/<name>/declaration.ts` of the checkout at `root`, and none where there is no such file.
 */
export async function readUses(root: string, names: readonly string[]): Promise<MigratedService[]> {
  return await Promise.all(
    names.map(async (name) => {
      const file = join(root, "services", name, "declaration.ts");
      if (!existsSync(file)) return { name };
      const module: Readonly<Record<string, Pick<MigratedService, "uses">>> = await import(
        pathToFileURL(file).href
      );
      return { name, uses: module[`${name}Declaration`]?.uses ?? [] };
    }),
  );
}
