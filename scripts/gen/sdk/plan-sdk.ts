import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { type GenPlan, header } from "../planned-files.ts";
import type { RestPlan } from "../rest/plan-rest.ts";

const folder = "sdk/generated";

/** Of the client generator: docs/decisions/0080-generated-client.md. Every list of the API is paged by cursor in the same way. */
const settings = `client:
  argsStyle: grouped
  outputMode: split
  runtime: module
  importExt: ts
  pagination: { style: cursor, cursorParam: cursor, limitParam: limit, nextCursor: /nextCursor, items: /items }
`;

/**
 * Plans the generated half of the TypeScript client from the bundled contract of the REST plan. What a browser follows
 * by itself (`x-hand-routed`) is left out.
 */
export async function planSdk(rest: RestPlan): Promise<GenPlan> {
  const bundle = rest.files.get("gen/rest/openapi.json");
  const problems = rest.files.get("gen/rest/problems.ts");
  if (bundle === undefined || problems === undefined) throw new Error("The REST plan holds no bundle.");
  const scratch = await mkdtemp(join(tmpdir(), "waypost-sdk-"));
  try {
    await writeFile(join(scratch, "openapi.json"), JSON.stringify(callable(JSON.parse(bundle))));
    await writeFile(join(scratch, "redocly.yaml"), settings);
    await generate(scratch);
    const files = await readAll(join(scratch, "out"));
    files.set(`${folder}/problem-slugs.ts`, problemSlugs(problems));
    return { files, folders: [folder] };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Document {
  paths: Record<string, Record<string, { "x-hand-routed"?: boolean }>>;
}

function callable(document: Document): Document {
  const paths = Object.entries(document.paths).filter(
    ([, item]) => !Object.values(item).some((operation) => operation["x-hand-routed"] === true),
  );
  return { ...document, paths: Object.fromEntries(paths) };
}

async function generate(scratch: string): Promise<void> {
  const cli = join(
    dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")),
    "bin/cli.js",
  );
  const child = spawn(process.execPath, [cli, "generate-client", "openapi.json", "-o", "out/operations.ts"], {
    cwd: scratch,
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`The client could not be generated:\n${output.trim()}`);
}

async function readAll(from: string): Promise<Map<string, string>> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(paths.map((path) => readFile(path, "utf8")));
  return new Map(
    paths.map((path, at) => {
      const text = (contents[at] ?? "").replaceAll("redocly-client-generator", "waypost-sdk");
      return [`${folder}/${relative(from, path).replaceAll("\\", "/")}`, header("api/") + text];
    }),
  );
}

// The slugs as a type of their own: the client must not import the server's table.
function problemSlugs(problems: string): string {
  const slugs = [...problems.matchAll(/^ {2}"([a-z-]+)": \{/gm)].map(([, slug]) => slug);
  return `${header("api/shared/problems.yaml")}
/** Every problem that an operation may answer; the framework's own, such as \`contract-violation\`, are not among them. */
export type ProblemSlug =
${slugs.map((slug) => `  | "${slug}"`).join("\n")};
`;
}
