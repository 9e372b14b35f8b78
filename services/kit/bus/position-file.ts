import { mkdirSync } from "node:fs";
import { open, readFile, rename } from "node:fs/promises";
import { dirname } from "node:path";
import { isMissing } from "../local-log/lane-files.ts";
import { syncFolder } from "../local-log/log-fs.ts";
import { MultiRange } from "../position/multirange.ts";
import type { PositionStore, Positions } from "./port.ts";

/**
 * Keeps a group's position in a small JSON file (`{"<lane>": "{[1,9)}"}`), replaced as a whole by a rename after it has
 * reached the disk. For groups without a database of their own.
 */
export function positionFile(path: string): Required<Pick<PositionStore, "load" | "commit">> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return {
    load: async () => parse(await readIfThere(path), path),
    commit: async (position) => {
      const next = `${path}.new`;
      const file = await open(next, "w", 0o600);
      try {
        await file.writeFile(JSON.stringify(Object.fromEntries(position)));
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(next, path);
      syncFolder(dirname(path));
    },
  };
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return "{}";
    throw error;
  }
}

function parse(text: string, path: string): Positions {
  const entries: unknown = JSON.parse(text);
  if (typeof entries !== "object" || entries === null) throw new Error(`${path} holds no position`);
  return new Map(Object.entries(entries).map(([lane, ranges]) => [lane, MultiRange.parse(String(ranges))]));
}
