import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import jars from "./broker-jars.json" with { type: "json" };

/** The broker's version. */
export const kafkaVersion = "4.3.1";

const cache = fileURLToPath(
  new URL(`../../../node_modules/.cache/waypost-kafka-${kafkaVersion}/`, import.meta.url),
);
const mavenCentral = "https://repo1.maven.org/maven2";
const AT_ONCE = 6;

export interface FetchBrokerOptions {
  /** Where the files are kept; default the cache of this checkout. */
  readonly folder?: string;
  /** A Maven repository; default Maven Central. */
  readonly repository?: string | undefined;
  /** Called after each file. */
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** The folder with the files of the broker; undefined while not all of them are there. */
export function findBrokerJars(): string | undefined {
  return jars.every(({ coordinates }) => existsSync(pathOf(cache, coordinates))) ? cache : undefined;
}

/**
 * Makes the files of the broker be there, and returns their folder: about 45 MB from Maven Central, once. Every file
 * is held to its SHA-256 before it gets its name, so what is there is whole, and several may do this at the same time.
 *
 * Where the repository can't be reached but `mvn` is installed, Maven is asked, by its own settings and mirrors.
 *
 * @throws Error in one sentence when a file can't be had, or is not what it should be.
 */
export async function fetchBrokerJars(options: FetchBrokerOptions = {}): Promise<string> {
  const { folder = cache } = options;
  const missing = jars.filter(({ coordinates }) => !existsSync(pathOf(folder, coordinates)));
  if (missing.length === 0) return folder;
  mkdirSync(folder, { recursive: true });
  let done = jars.length - missing.length;
  const queue = missing.values();
  const work = async (): Promise<void> => {
    for (const { coordinates, sha256 } of queue) {
      keep(folder, coordinates, sha256, await download(coordinates, options));
      done += 1;
      options.progress?.(done, jars.length);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!(error instanceof UnreachableError) || !askMaven(folder)) throw error;
    options.progress?.(jars.length, jars.length);
  }
  return folder;
}

class UnreachableError extends Error {}

function fileOf(coordinates: string): string {
  const [, artifact, version] = coordinates.split(":");
  return `${artifact}-${version}.jar`;
}

function pathOf(folder: string, coordinates: string): string {
  return join(folder, fileOf(coordinates));
}

async function download(coordinates: string, options: FetchBrokerOptions): Promise<Uint8Array> {
  const [group = "", artifact, version] = coordinates.split(":");
  const path = `${group.replaceAll(".", "/")}/${artifact}/${version}/${fileOf(coordinates)}`;
  const repository = (options.repository ?? mavenCentral).replace(/\/$/, "");
  const limit = AbortSignal.timeout(120_000);
  try {
    const signal = options.signal === undefined ? limit : AbortSignal.any([limit, options.signal]);
    const answer = await fetch(`${repository}/${path}`, { signal });
    if (!answer.ok) throw new Error(`it answers ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  } catch (cause) {
    const reason =
      cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw new UnreachableError(
      `Kafka's ${fileOf(coordinates)} can't be had from ${repository} (${reason}); check the network, or name another Maven repository in WAYPOST_MAVEN_REPOSITORY.`,
      { cause },
    );
  }
}

function keep(folder: string, coordinates: string, sha256: string, content: Uint8Array): void {
  const found = createHash("sha256").update(content).digest("hex");
  if (found !== sha256) {
    throw new Error(
      `${fileOf(coordinates)} is not what it should be (SHA-256 ${found}, not ${sha256}); the repository or the way to it was tampered with.`,
    );
  }
  const unfinished = `${pathOf(folder, coordinates)}.${process.pid}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, pathOf(folder, coordinates));
}

/** Copies every file by a project of Maven without dependencies of dependencies; false when there is no Maven, or it can't. */
function askMaven(folder: string): boolean {
  const project = mkdtempSync(join(folder, "maven-"));
  const dependencies = jars.map(({ coordinates }) => {
    const [group, artifact, version] = coordinates.split(":");
    const none =
      "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>";
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>${none}</dependency>`;
  });
  try {
    writeFileSync(
      join(project, "pom.xml"),
      `<project><modelVersion>4.0.0</modelVersion><groupId>waypost</groupId><artifactId>kafka</artifactId><version>1</version><dependencies>${dependencies.join("")}</dependencies></project>`,
    );
    const goal = ["-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=jars"];
    if (spawnSync("mvn", goal, { cwd: project, stdio: "ignore", timeout: 300_000 }).status !== 0)
      return false;
    for (const { coordinates, sha256 } of jars) {
      keep(folder, coordinates, sha256, readFileSync(join(project, "jars", fileOf(coordinates))));
    }
    return true;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}
