/** `services/all/services.ts` with one more service; throws when the file has not the shape this knows. */
export function registerService(text: string, name: string): string {
  const list = /(export const services: readonly AnyService\[\] = \[)([^\]]*)\];/;
  if (!list.test(text))
    throw new Error("services/all/services.ts has no list of services; add the new one by hand.");
  const imports = [...text.matchAll(/^import .*;$/gm)].map(([line]) => line);
  const sorted = [...imports, `import { ${name} } from "@waypost/${name}/service.ts";`].sort((a, b) =>
    moduleOf(a) < moduleOf(b) ? -1 : 1,
  );
  const rest = text.replace(/^import .*;\n/gm, "").trimStart();
  return `${sorted.join("\n")}\n\n${rest.replace(list, (_, head: string, items: string) => `${head}${items.trim().replace(/,$/, "")}, ${name}];`)}`;
}

/** A package.json with one more dependency on a package of the workspace, in order. */
export function addDependency(text: string, packageName: string): string {
  const manifest: { dependencies?: Record<string, string> } = JSON.parse(text);
  const dependencies = { ...manifest.dependencies, [packageName]: "workspace:*" };
  manifest.dependencies = Object.fromEntries(
    Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function moduleOf(line: string): string {
  return /from "([^"]+)"/.exec(line)?.[1] ?? "";
}
