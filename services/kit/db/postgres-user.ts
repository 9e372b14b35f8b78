import { lchownSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** A system account that PostgreSQL runs as. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. When this process is root, the answer is the account to use instead: the
 * owner of `pgdata` when it is there already, otherwise `postgres`, otherwise `nobody`; nothing is ever
 * added to the system's accounts. When this process is not root the answer is null: run as ourselves.
 */
export function choosePostgresUser(pgdata: string): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = readSystemUsers();
  const owner = statOrNull(pgdata)?.uid;
  const chosen =
    users.find((user) => user.uid !== 0 && user.uid === owner) ??
    users.find((user) => user.name === "postgres") ??
    users.find((user) => user.name === "nobody");
  if (chosen !== undefined) return chosen;
  throw new Error(
    "Waypost runs as root, PostgreSQL refuses to, and there is no account `postgres` or `nobody` to run it as; start Waypost as an ordinary user.",
  );
}

/** Makes `user` the owner of a cluster that became root's when it was copied or restored from a backup. */
export function giveCluster(user: SystemUser | null, pgdata: string): void {
  if (user === null || statOrNull(pgdata)?.uid !== 0) return;
  for (const path of readdirSync(pgdata, { recursive: true, encoding: "utf8" }))
    lchownSync(join(pgdata, path), user.uid, user.gid);
  lchownSync(pgdata, user.uid, user.gid);
}

/** How to spawn a program of PostgreSQL that works on `pgdata`: as `user`, with nothing of our environment. */
export function spawnOptions(user: SystemUser | null, pgdata: string) {
  return {
    cwd: pgdata,
    env: { LC_ALL: "C", PATH: "/usr/bin:/bin" },
    ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
  };
}

/**
 * By which name a program that is spawned with {@link spawnOptions} finds `pgdata`.
 *
 * Root often works below folders that others may not enter (`/root`, a fresh temporary folder). Their modes are the
 * owner's business, and a capability to pass by them would be one to read any file of root's. Linux needs neither: a
 * process that is put into a folder may use it, whatever is above, and knows it as `/proc/self/cwd`.
 *
 * @throws Error in one sentence when `user` can't reach the folder and this isn't Linux.
 */
export function nameOfDataFolder(user: SystemUser | null, pgdata: string): string {
  if (user === null) return pgdata;
  if (process.platform === "linux") return "/proc/self/cwd";
  const blocked = firstBlockedFolder(pgdata, user);
  if (blocked !== null) throw blockedError(user, blocked);
  return pgdata;
}

/** What to say when `user` may not enter the folder `blocked`. */
export function blockedError({ name }: SystemUser, blocked: string): Error {
  return new Error(
    `Waypost runs as root, so PostgreSQL runs as \`${name}\`, who may not enter ${blocked}; start Waypost as an ordinary user, or from a folder that others may enter.`,
  );
}

/** The nearest folder above `path` that `user` may not enter, or null. */
export function firstBlockedFolder(path: string, user: SystemUser): string | null {
  for (let folder = dirname(path), below = path; folder !== below; below = folder, folder = dirname(folder)) {
    const stat = statOrNull(folder);
    if (stat === null) continue;
    const bits = stat.uid === user.uid ? stat.mode >> 6 : stat.gid === user.gid ? stat.mode >> 3 : stat.mode;
    if ((bits & 1) === 0) return folder;
  }
  return null;
}

function readSystemUsers(): SystemUser[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 4)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

function statOrNull(path: string) {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}
