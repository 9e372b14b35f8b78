import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "@waypost/kit/db/postgres-orphan.ts";
import { endProcess } from "./broker-process.ts";

/** How the broker writes: one line each, level first. */
export const loggingProperties = `status=error
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%p %c{1} %m%n
rootLogger.level=info
rootLogger.appenderRef.out.ref=out
logger.config.name=org.apache.kafka.common.config
logger.config.level=warn
`;

/** Ends the broker that a killed process left behind on `folder`, if there is one. The caller holds the folder's lock. */
export async function endLeftOver(folder: string): Promise<void> {
  const file = join(folder, "broker.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8"));
  if (isAlive(pid) && commandOf(pid).includes(join(folder, "server.properties"))) {
    await endProcess(pid, 20_000);
  }
  rmSync(file, { force: true });
}

function commandOf(pid: number): string {
  return spawnSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
}

/** Gives the folder that `settings` name to a new cluster, with its users of SCRAM. @throws Error with the tool's words. */
export function formatFolder(
  java: string,
  jvm: readonly string[],
  settings: string,
  users: Readonly<Record<string, string>>,
): void {
  // It may begin with a hyphen; the tool takes such a one only behind an equals sign.
  const cluster = Buffer.from(randomUUID().replaceAll("-", ""), "hex").toString("base64url");
  const scrams = Object.entries(users).flatMap(([name, password]) =>
    ["SCRAM-SHA-256", "SCRAM-SHA-512"].flatMap((mechanism) => [
      "--add-scram",
      `${mechanism}=[name=${name},password=${password}]`,
    ]),
  );
  const args = [
    ...jvm,
    "kafka.tools.StorageTool",
    "format",
    "-c",
    settings,
    `--cluster-id=${cluster}`,
    ...scrams,
  ];
  const { status, stdout, stderr } = spawnSync(java, args, { encoding: "utf8", timeout: 60_000 });
  if (status !== 0) throw new Error(`Kafka's folder could not be prepared: ${`${stdout}${stderr}`.trim()}`);
}
