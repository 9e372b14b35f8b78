/** A package.json with one more dependency on a package of the workspace, in order. */
export function addDependency(text: string, packageName: string): string {
  const manifest: { dependencies?: Record<string, string> } = JSON.parse(text);
  const dependencies = { ...manifest.dependencies, [packageName]: "workspace:*" };
  manifest.dependencies = Object.fromEntries(
    Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
