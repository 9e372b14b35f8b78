// `npm run gen`. Compiled code is kept between runs: loading the tools takes longer than their work.
import { enableCompileCache } from "node:module";
import { join } from "node:path";

enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/waypost-gen-code"));

await import("./run-gen.ts");
