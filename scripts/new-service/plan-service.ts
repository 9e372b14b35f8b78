import { fillTemplate } from "../gen/template.ts";

/** Where each template of a service goes. */
const targets: Readonly<Record<string, string>> = {
  "api.yaml": "api/{{name}}.yaml",
  "service.proto": "proto/waypost/{{name}}/v1/{{name}}.proto",
  "migration.sql": "db/{{name}}/0001-items.sql",
  "package.json": "services/{{name}}/package.json",
  "readme.md": "services/{{name}}/README.md",
  "main.ts": "services/{{name}}/main.ts",
  "service.ts": "services/{{name}}/service.ts",
  "config.ts": "services/{{name}}/config.ts",
  "declaration.ts": "services/{{name}}/declaration.ts",
  "context.ts": "services/{{name}}/context.ts",
  "count.ts": "services/{{name}}/logic/count-{{name}}-items.ts",
  "create.ts": "services/{{name}}/logic/create-{{name}}-item.ts",
  "get.ts": "services/{{name}}/logic/get-{{name}}-item.ts",
  "show-item.ts": "services/{{name}}/domain/show-item.ts",
  "show-item.test.ts": "services/{{name}}/domain/show-item.test.ts",
  "tables.ts": "services/{{name}}/store/tables.ts",
  "items.ts": "services/{{name}}/store/items.ts",
  "items.parts.test.ts": "services/{{name}}/test/items.parts.test.ts",
};

/** What else the house or PostgreSQL calls by the name; a service of that name would be mistaken for it. */
const taken = new Set([
  "all",
  "kit",
  "shared",
  "events",
  "public",
  "user",
  "order",
  "table",
  "group",
  "buf",
  "api",
]);

/** Why `name` can't be the name of a service, in one sentence; nothing when it can. `existing` are those there are. */
export function refuseName(name: string, existing: readonly string[]): string | undefined {
  if (!/^[a-z][a-z0-9]{1,29}$/.test(name)) {
    return `"${name}" is no name for a service: use 2 to 30 lower-case letters and digits, beginning with a letter.`;
  }
  if (taken.has(name) || name.startsWith("pg"))
    return `"${name}" already means something else; choose another name.`;
  if (existing.includes(name)) return `There is already a service ${name}.`;
  return undefined;
}

/** Plans the files of a new service by path, in memory. */
export async function planService(name: string): Promise<ReadonlyMap<string, string>> {
  const values = valuesOf(name);
  const files = Object.entries(targets).map(
    async ([template, target]): Promise<[string, string]> => [
      target.replaceAll("{{name}}", name),
      await fillTemplate(`service/${template}`, values),
    ],
  );
  return new Map(await Promise.all(files));
}

/** The problems of a new service, to be appended to api/shared/problems.yaml. */
export function planProblems(name: string): Promise<string> {
  return fillTemplate("service/problems.yaml", valuesOf(name));
}

function valuesOf(name: string): { readonly name: string; readonly Name: string } {
  return { name, Name: name.charAt(0).toUpperCase() + name.slice(1) };
}
