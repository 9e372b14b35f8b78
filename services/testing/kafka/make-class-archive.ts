import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchBrokerJars } from "./broker-jars.ts";
import { classArchivePath } from "./class-archive-path.ts";
import { findJava } from "./find-java.ts";
import { startKafka } from "./start-kafka.ts";

/** Makes the archive by starting and stopping a broker, unless it is there; some seconds, once. */
export async function makeClassArchive(): Promise<void> {
  const java = findJava();
  if (java === undefined) return;
  const archive = classArchivePath(java, await fetchBrokerJars());
  if (existsSync(archive)) return;
  const folder = mkdtempSync(join(tmpdir(), "waypost-kafka-"));
  const unfinished = `${archive}.${process.pid}`;
  try {
    const broker = await startKafka({ folder, jvm: [`-XX:ArchiveClassesAtExit=${unfinished}`] });
    await broker.stop();
    if (existsSync(unfinished)) renameSync(unfinished, archive);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
