import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { reachableBinaries } from "./reachable-binaries.ts";

const log = pino({ level: "silent" });
const user = { name: "nobody", uid: 65_534, gid: 65_534 };

describe.skipIf(findCapability("root") === undefined)(
  "programs below a folder that only root may enter",
  () => {
    let base: string;
    let cache: string;
    let bin: string;

    beforeEach(() => {
      base = mkdtempSync(join(tmpdir(), "waypost-binaries-"));
      chmodSync(base, 0o755);
      cache = join(base, "cache");
      bin = join(base, "private/native/bin");
      mkdirSync(bin, { recursive: true });
      chmodSync(join(base, "private"), 0o700);
      writeFileSync(join(bin, "postgres"), "program", { mode: 0o700 });
      writeFileSync(join(bin, "initdb"), "program", { mode: 0o700 });
    });
    afterEach(() => {
      rmSync(base, { recursive: true, force: true });
    });

    const find = (folder = cache) => {
      const where = { version: "v2", postgres: join(bin, "postgres"), initdb: join(bin, "initdb") };
      return reachableBinaries(where, user, log, folder);
    };

    test("are copied for others to run, once", () => {
      const found = find();
      expect(found.postgres).toBe(join(cache, "v2/bin/postgres"));
      expect(statSync(found.initdb)).toMatchObject({ uid: 0, size: 7 });
      expect(statSync(found.initdb).mode & 0o777).toBe(0o755);
      const { ino } = statSync(found.initdb);
      expect(statSync(find().initdb).ino).toBe(ino);
    });

    test("are copied again when the copy is not whole", () => {
      writeFileSync(find().postgres, "");
      expect(statSync(find().postgres).size).toBe(7);
      expect(readdirSync(cache)).toEqual(["v2"]);
    });

    test("are used where they are by who may enter", () => {
      chmodSync(join(base, "private"), 0o755);
      expect(find().postgres).toBe(join(bin, "postgres"));
      expect(existsSync(cache)).toBe(false);
    });

    test("are not copied to where others could change them", () => {
      mkdirSync(cache);
      chmodSync(cache, 0o777);
      expect(find).toThrow(
        `${cache} should hold a copy of PostgreSQL's programs and is not a folder that only root`,
      );
    });

    test("are told to be out of reach where nothing can be copied to", () => {
      const nowhere = join(bin, "postgres/cache");
      expect(() => find(nowhere)).toThrow(`can't be copied to ${nowhere}; clone Waypost to`);
      const hidden = join(base, "private/cache");
      expect(() => find(hidden)).toThrow(`who may not enter ${join(base, "private")};`);
    });

    test("leave versions that nobody ran for long, and only those", async () => {
      const past = new Date(Date.now() - 31 * 86_400_000);
      for (const name of ["old", "running", "recent"])
        mkdirSync(join(cache, name, "bin"), { recursive: true });
      const program = join(cache, "running/bin/postgres");
      const child = spawn("/bin/sh", ["-c", "echo; read line"], {
        argv0: program,
        stdio: ["pipe", "pipe", "ignore"],
      });
      await once(child.stdout, "data");
      for (const name of ["old", "running"]) utimesSync(join(cache, name), past, past);
      find();
      expect(readdirSync(cache).sort()).toEqual(["recent", "running", "v2"]);
      child.stdin.end();
      await once(child, "exit");
    });
  },
);
