import { spawn } from "node:child_process";
import { chownSync, closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PostgresBinaries } from "./postgres-binaries.ts";
import { nameOfDataFolder, type SystemUser, spawnOptions } from "./postgres-user.ts";

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
    `--pgdata=${nameOfDataFolder(user, unfinished)}`,
    `--username=${clusterOwner}`,
    // Another account may not enter the folder that the file is in, so it is handed over open.
    `--pwfile=${user === null ? passwordFile : "/dev/stdin"}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // The built-in provider sorts alike on every system, whatever its C library thinks.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
    "--no-sync",
  ];
  const passwordInput = openSync(passwordFile, "r");
  try {
    await run(binaries.initdb, args, passwordInput, spawnOptions(user, unfinished));
    renameSync(unfinished, join(folder, "pgdata"));
  } finally {
    closeSync(passwordInput);
    rmSync(passwordFile, { force: true });
  }
}

async function run(
  command: string,
  args: readonly string[],
  input: number,
  options: ReturnType<typeof spawnOptions>,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(command, args, { ...options, stdio: [input, "ignore", "pipe"] });
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  child.once("error", reject);
  child.once("close", (code) => {
    if (code === 0) resolve();
    else reject(new Error(`PostgreSQL could not be initialised: ${complaint.trim() || `exit code ${code}`}`));
  });
  await promise;
}
