import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

export interface BufOutcome {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs the locked buf in `cwd` with the locked plugins on its path. Never touches the network. */
export async function tryBuf(cwd: string, args: readonly string[], input?: Buffer): Promise<BufOutcome> {
  const bin = join(import.meta.dirname, "../../node_modules/.bin");
  const windows = process.platform === "win32";
  const child = spawn(join(bin, windows ? "buf.cmd" : "buf"), args, {
    cwd,
    shell: windows,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ""}` },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end(input ?? "");
  const stdout: Buffer[] = [];
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (ended) => resolve(ended ?? 1));
  });
  return { code, stdout: Buffer.concat(stdout), stderr };
}

/** As {@link tryBuf}, for when anything but success is an error; its message holds what buf found. */
export async function runBuf(cwd: string, args: readonly string[]): Promise<Buffer> {
  const outcome = await tryBuf(cwd, args);
  if (outcome.code !== 0) {
    throw new Error(`buf ${args[0]} failed:\n${outcome.stderr}${outcome.stdout.toString("utf8")}`.trim());
  }
  return outcome.stdout;
}
