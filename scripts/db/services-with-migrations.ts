import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The services that have migrations: the folders of `db/`, in order. */
export function servicesWithMigrations(root: string): string[] {
  const folder = join(root, "db");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
