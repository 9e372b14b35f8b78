import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Logger } from "pino";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { blockedError, firstBlockedFolder, type SystemUser } from "./postgres-user.ts";

const keepUnusedMs = 30 * 86_400_000;

/**
 * The programs in a place from where `user` can run them: where they are, or, when they are below a folder that it may
 * not enter, a copy (60 MB) in the folder `cache`, by default `/var/cache/waypost`. Each version is copied once, for all
 * clones; copies that nobody ran for 30 days are removed when another is made.
 *
 * @throws Error in one sentence when nothing can be copied there, or others could change it, or `user` can't reach it.
 */
export function reachableBinaries(
  binaries: PostgresBinaries,
  user: SystemUser | null,
  log: Logger,
  cache = "/var/cache/waypost",
): PostgresBinaries {
  const blocked = user === null ? null : firstBlockedFolder(binaries.postgres, user);
  if (user === null || blocked === null) return binaries;
  if (process.platform !== "linux") throw blockedError(user, blocked);
  openCache(cache, blocked);
  const copy = join(cache, binaries.version);
  const source = dirname(dirname(binaries.postgres));
  if (!isSame(source, copy)) {
    log.info({ copy, blocked }, `PostgreSQL's programs are copied, since \`${user.name}\` can't reach them`);
    removeUnused(cache);
    makeCopy(source, copy);
  }
  const now = new Date();
  utimesSync(copy, now, now);
  const postgres = join(copy, "bin/postgres");
  const stillBlocked = firstBlockedFolder(postgres, user);
  if (stillBlocked !== null) throw blockedError(user, stillBlocked);
  return { ...binaries, postgres, initdb: join(copy, "bin/initdb") };
}

/** What is run from it must be what we put there. */
function openCache(cache: string, blocked: string): void {
  try {
    if (!existsSync(cache)) {
      mkdirSync(cache, { recursive: true });
      chmodSync(cache, 0o755);
    }
    accessSync(cache, constants.W_OK);
  } catch (cause) {
    throw new Error(
      `PostgreSQL can't run as another account than root below ${blocked}, and its programs can't be copied to ${cache}; clone Waypost to a folder that others may enter.`,
      { cause },
    );
  }
  const stat = lstatSync(cache);
  if (stat.isDirectory() && stat.uid === 0 && (stat.mode & 0o022) === 0) return;
  throw new Error(
    `${cache} should hold a copy of PostgreSQL's programs and is not a folder that only root may change; remove it.`,
  );
}

/** Beside its final place first, so that it is there whole or not at all. */
function makeCopy(source: string, copy: string): void {
  const unfinished = `${copy}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(source, unfinished, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  chmodSync(unfinished, 0o755);
  for (const { path, isFolder, executable } of entriesOf(unfinished))
    chmodSync(join(unfinished, path), isFolder || executable ? 0o755 : 0o644);
  rmSync(copy, { recursive: true, force: true });
  renameSync(unfinished, copy);
}

/** Sizes tell an unfinished copy, also one that the power failed under. */
function isSame(source: string, copy: string): boolean {
  return entriesOf(source).every(({ path, size, isFolder }) => {
    const stat = statSync(join(copy, path), { throwIfNoEntry: false });
    return stat !== undefined && (isFolder ? stat.isDirectory() : stat.size === size);
  });
}

function entriesOf(folder: string) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => {
    const stat = statSync(join(folder, path));
    return { path, size: stat.size, isFolder: stat.isDirectory(), executable: (stat.mode & 0o111) !== 0 };
  });
}

function removeUnused(cache: string): void {
  const commands = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(commandOf);
  for (const copy of readdirSync(cache).map((name) => join(cache, name))) {
    const unused = Date.now() - statSync(copy).mtimeMs > keepUnusedMs;
    if (unused && !commands.some((command) => command.startsWith(`${copy}/`)))
      rmSync(copy, { recursive: true, force: true });
  }
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
