import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Reads `templates/<name>.tmpl` and fills in its `{{places}}`; throws when one has no value. */
export async function fillTemplate(name: string, values: Readonly<Record<string, string>>): Promise<string> {
  const text = await readFile(join(import.meta.dirname, "templates", `${name}.tmpl`), "utf8");
  return text.replace(/\{\{(\w+)\}\}/g, (place, key: string) => {
    const value = values[key];
    if (value === undefined)
      throw new Error(`scripts/gen/templates/${name}.tmpl: nothing is known for ${place}.`);
    return value;
  });
}
