// `npm start`: everything in one process, PostgreSQL included.
import { enableCompileCache } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
// Compiled code is kept between starts, which halves the time to the first redirect.
enableCompileCache(join(root, "node_modules/.cache/waypost-code"));

const { runAll } = await import("./run-all.ts");
await runAll({ root, argv: process.argv.slice(2), env: process.env });
