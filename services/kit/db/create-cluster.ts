import { spawn } from "node:child_process";
import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { planLaunch, type SystemUser } from "./postgres-user.ts";

/** The superuser of every cluster that is made here. */
export const clusterOwner = "waypost";

/**
 * Initialises a cluster as `pgdata` in the folder, owned by {@link clusterOwner} with this password. It is made beside
 * its final place and moved there when it is whole, so that an interrupted first start is repeated.
 *
 * @throws Error with the words of `initdb` when that fails.
 */
export async function createCluster(
  binaries: PostgresBinaries,
  user: SystemUser | null,
  folder: string,
  password: string,
): Promise<void> {
  const unfinished = join(folder, "pgdata.new");
  const passwordFile = join(folder, "password.init");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user !== null) {
    chownSync(unfinished, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${clusterOwner}`,
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The built-in provider sorts alike on every system, whatever its C library thinks.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
    "--no-sync",
  ];
  try {
    await run(binaries.initdb, args, user, [unfinished]);
    renameSync(unfinished, join(folder, "pgdata"));
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function run(
  command: string,
  args: readonly string[],
  user: SystemUser | null,
  paths: readonly string[],
): Promise<void> {
  const plan = planLaunch(user, command, args, paths);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(plan.command, plan.args, {
    stdio: ["ignore", "ignore", "pipe"],
    cwd: "/",
    env: { LC_ALL: "C", PATH: "/usr/bin:/bin" },
    ...(plan.uid === undefined ? {} : { uid: plan.uid, gid: plan.gid }),
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  child.once("error", reject);
  child.once("close", (code) => {
    if (code === 0) resolve();
    else reject(new Error(`PostgreSQL could not be initialised: ${complaint.trim() || `exit code ${code}`}`));
  });
  await promise;
}
