import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ownTests } from "./own-tests.ts";

/** The tests of a file below `root`, looked for in its service, its folder of scripts, or its package. */
export function listOwnTests(root: string, path: string): readonly string[] {
  const [room = ""] = path.split("/");
  const depth = room === "services" || room === "scripts" ? 2 : 1;
  const folder = dirname(path).split("/").slice(0, depth).join("/");
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".ts") && !name.includes("/node_modules/"));
  return ownTests(path, new Map(names.map((name) => [name, readFileSync(join(root, name), "utf8")])));
}
