import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServiceDeclaration } from "@waypost/kit/service/declare-service.ts";
import { orderServices } from "./order-services.ts";

/**
 * Reads the declaration of every service of the checkout at `root`: `services/<name>/declaration.ts` with the export
 * `<name>Declaration`. In an order in which each service calls only those before it.
 * @throws Error naming the file when it has no such export or declares another name, or when peers call in a circle
 */
export async function readDeclarations(root: string): Promise<readonly ServiceDeclaration[]> {
  const folder = join(root, "services");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const declared = names.filter((name) => existsSync(join(folder, name, "declaration.ts")));
  return orderServices(await Promise.all(declared.toSorted().map((name) => readDeclaration(root, name))));
}

async function readDeclaration(root: string, name: string): Promise<ServiceDeclaration> {
  const file = `services/${name}/declaration.ts`;
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(root, file)).href);
  const found = module[`${name}Declaration`];
  if (!isDeclaration(found))
    throw new Error(`${file}: export ${name}Declaration, as \`declareService({ … })\` makes it.`);
  if (found.name !== name)
    throw new Error(`${file}: it declares the name ${found.name}; a service is called as its folder.`);
  return found;
}

/** The compiler has checked the file; this only tells that it is the right export. */
function isDeclaration(value: unknown): value is ServiceDeclaration {
  return typeof value === "object" && value !== null && "settings" in value && "processes" in value;
}
