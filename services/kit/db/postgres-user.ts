import { readFileSync, statSync } from "node:fs";
import { dirname } from "node:path";

/** A system account that PostgreSQL runs as. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** How a program of PostgreSQL is to be spawned: the arguments of `child_process.spawn`. */
export interface LaunchPlan {
  readonly command: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root. When this process is root, the answer is the account to use instead: the
 * owner of `dataFolder` when it is there already, otherwise `postgres`, otherwise `nobody`; nothing is ever
 * added to the system's accounts. When this process is not root the answer is null: run as ourselves.
 */
export function choosePostgresUser(dataFolder: string): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = readSystemUsers();
  const owner = ownerOf(dataFolder);
  const chosen =
    users.find((user) => user.uid !== 0 && user.uid === owner) ??
    users.find((user) => user.name === "postgres") ??
    users.find((user) => user.name === "nobody");
  if (chosen !== undefined) return chosen;
  throw new Error(
    "Waypost runs as root, PostgreSQL refuses to, and there is no account `postgres` or `nobody` to run it as; start Waypost as an ordinary user.",
  );
}

/**
 * Plans how to run `command` as `user`, given the `paths` that it must reach.
 *
 * Root often works below folders that others may not enter (`/root`, a fresh temporary folder). Their modes are
 * the owner's business, so they are not changed: on Linux the child is given the one capability to pass by
 * them, through `setpriv` of util-linux. PostgreSQL needs no more than that, as its own files belong to it.
 *
 * @throws Error in one sentence when a path can't be reached and there is no `setpriv`.
 */
export function planLaunch(
  user: SystemUser | null,
  command: string,
  args: readonly string[],
  paths: readonly string[],
): LaunchPlan {
  if (user === null) return { command, args };
  const blocked = [command, ...paths].map((path) => firstBlockedFolder(path, user)).find((it) => it !== null);
  if (blocked === undefined) return { command, args, uid: user.uid, gid: user.gid };
  const capability = traversalCapability();
  const setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].find((path) => statOrNull(path) !== null);
  if (capability === null || setpriv === undefined) {
    throw new Error(
      `Waypost runs as root, so PostgreSQL runs as \`${user.name}\`, who may not enter ${blocked}; start Waypost as an ordinary user, or from a folder that others may enter.`,
    );
  }
  const privileges = [
    `--reuid=${user.uid}`,
    `--regid=${user.gid}`,
    "--clear-groups",
    `--inh-caps=-all,+${capability}`,
    `--ambient-caps=-all,+${capability}`,
    "--no-new-privs",
  ];
  return { command: setpriv, args: [...privileges, "--", command, ...args] };
}

function firstBlockedFolder(path: string, user: SystemUser): string | null {
  let folder = dirname(path);
  while (true) {
    const stat = statOrNull(folder);
    if (stat !== null) {
      const bits =
        stat.uid === user.uid ? stat.mode >> 6 : stat.gid === user.gid ? stat.mode >> 3 : stat.mode;
      if ((bits & 1) === 0) return folder;
    }
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
}

/** The weakest capability we hold that passes folders without permission. Containers often keep only the stronger one. */
function traversalCapability(): "dac_read_search" | "dac_override" | null {
  if (process.platform !== "linux") return null;
  const bounding = /^CapBnd:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  const held = BigInt(`0x${bounding ?? "0"}`);
  const CAP_DAC_OVERRIDE = 1n << 1n;
  const CAP_DAC_READ_SEARCH = 1n << 2n;
  if (held & CAP_DAC_READ_SEARCH) return "dac_read_search";
  if (held & CAP_DAC_OVERRIDE) return "dac_override";
  return null;
}

function readSystemUsers(): SystemUser[] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 4)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

function ownerOf(folder: string): number | null {
  return statOrNull(folder)?.uid ?? null;
}

function statOrNull(path: string) {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}
