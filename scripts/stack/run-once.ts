import { spawn } from "node:child_process";
import { once } from "node:events";

/** Runs a step that ends by itself. Throws with what it said when it does not end well. */
export async function runOnce(
  name: string,
  main: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<void> {
  const child = spawn(process.execPath, [main, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...env },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-8_000);
    });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The step ${name} failed: ${said.trim().split("\n").slice(-5).join("\n")}`);
}
