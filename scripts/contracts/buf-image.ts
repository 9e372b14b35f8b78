import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runBuf } from "../gen/rpc/run-buf.ts";

/** Compiles the RPC contracts below `root` into one image file, with the places of everything, and lends it to `use`. */
export async function withImage<T>(root: string, use: (image: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "waypost-image-"));
  try {
    const image = join(folder, "image.binpb");
    await runBuf(root, ["build", "--path", "proto/waypost", "--output", image]);
    return await use(image);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The RPC contracts below `root` as an image in indented JSON, without places and comments: what a release keeps. */
export async function printImage(root: string): Promise<string> {
  const json = await runBuf(root, [
    "build",
    "--path",
    "proto/waypost",
    "--exclude-source-info",
    "--output",
    "-#format=json",
  ]);
  return `${JSON.stringify(JSON.parse(json.toString("utf8")), null, 1)}\n`;
}
