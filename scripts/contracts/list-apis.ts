import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** The REST contracts in a folder, such as `links.yaml`, in order. None when there is no such folder. */
export async function listApis(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder)).catch(() => []);
  return names.filter((name) => name.endsWith(".yaml")).sort();
}
