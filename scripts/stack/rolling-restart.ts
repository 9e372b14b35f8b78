import type { ManagedProcess } from "./managed-process.ts";

/**
 * Restarts processes one after the other, each when the one before is ready again: with two of a kind behind a gateway
 * and a drain delay, nobody notices.
 * @throws Error when one did not end in order
 */
export async function rollingRestart(processes: Iterable<ManagedProcess>): Promise<void> {
  for (const managed of processes) {
    const code = await managed.restart();
    if (code !== 0) throw new Error(`${managed.name} did not end in order (${code ?? "it was killed"}).`);
  }
}
