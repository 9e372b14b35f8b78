import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What Kafka 4 asks for. */
const oldest = 17;

/**
 * The path of a Java that can run the broker, by `JAVA_HOME` or else by `PATH`; undefined when there is none or it is
 * older than 17. Runs it once to ask for its version.
 */
export function findJava(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const home = env.JAVA_HOME;
  const program = process.platform === "win32" ? "java.exe" : "java";
  const candidates = [
    ...(home === undefined || home === "" ? [] : [join(home, "bin", program)]),
    ...(env.PATH ?? "").split(delimiter).map((folder) => join(folder, program)),
  ];
  return candidates.find((path) => existsSync(path) && majorOf(path) >= oldest);
}

function majorOf(java: string): number {
  const { stderr } = spawnSync(java, ["-version"], { encoding: "utf8", timeout: 20_000 });
  return Number(/version "(\d+)/.exec(stderr ?? "")?.[1] ?? 0);
}
