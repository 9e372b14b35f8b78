import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { listFiles } from "./list-files.ts";
import type { GenPlan } from "./planned-files.ts";

/** One file that is not as the plan wants it. */
export interface Change {
  readonly path: string;
  readonly kind: "missing" | "differs" | "left over";
}

/** Compares what is planned with what is on disk; in order of the paths. */
export async function findChanges(root: string, plans: readonly GenPlan[]): Promise<readonly Change[]> {
  const changes = plans.map(async ({ files, folders, owns = /./ }) => {
    const compared = [...files].map(async ([path, wanted]): Promise<Change[]> => {
      const found = await readFile(join(root, path), "utf8").catch(() => undefined);
      if (found === wanted) return [];
      return [{ path, kind: found === undefined ? "missing" : "differs" }];
    });
    const present = (
      await Promise.all(folders.map(async (folder) => (await listFiles(root, folder)) ?? []))
    ).flat();
    const leftOver = present
      .filter((path) => owns.test(path) && !files.has(path))
      .map((path): Change => ({ path, kind: "left over" }));
    return [...(await Promise.all(compared)).flat(), ...leftOver];
  });
  return (await Promise.all(changes)).flat().sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Makes the disk as planned: each changed file is replaced as a whole, so that no reader sees half of one. */
export async function applyChanges(
  root: string,
  plans: readonly GenPlan[],
  changes: readonly Change[],
): Promise<void> {
  await Promise.all(
    changes.map(async ({ path, kind }) => {
      const target = join(root, path);
      if (kind === "left over") return rm(target);
      const content = plans.map(({ files }) => files.get(path)).find((found) => found !== undefined) ?? "";
      await mkdir(dirname(target), { recursive: true });
      const temporary = `${target}.${process.pid}.tmp`;
      await writeFile(temporary, content);
      return rename(temporary, target);
    }),
  );
}
