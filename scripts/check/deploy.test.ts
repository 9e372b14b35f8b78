import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

const root = dirname(dirname(import.meta.dirname));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

interface ComposeService {
  readonly image: string;
  readonly ports?: readonly string[];
  readonly build?: { readonly dockerfile: string };
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
}
const compose: { services: Record<string, ComposeService>; volumes: Record<string, null> } = parse(
  read("compose.yaml"),
);
const services = Object.entries(compose.services);

/** Instructions of the Dockerfile, continued lines joined. */
const dockerfile = read("deploy/Dockerfile")
  .replace(/^#.*\n/gm, "")
  .replace(/\\\n/g, " ")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line)?.slice(1) ?? [line, ""]);
const lastStage = dockerfile.slice(dockerfile.findLastIndex(([instruction]) => instruction === "FROM"));

describe("compose.yaml", () => {
  test.each(services)("%s has a pinned image, and is reached from this machine only", (_, service) => {
    expect(service.image).toMatch(/:(?!latest)[\w.-]*\d[\w.-]*$/);
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test("everything waits for what it needs to be healthy", () => {
    for (const [, { depends_on = {} }] of services) {
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(condition).toBe("service_healthy");
        expect(compose.services[name]).toBeDefined();
        expect(compose.services[name]?.healthcheck).toBeDefined();
      }
    }
  });

  test("volumes and files that it names are there", () => {
    for (const [, { volumes = [], build }] of services) {
      for (const volume of volumes) expect(compose.volumes).toHaveProperty(volume.split(":")[0] ?? "");
      if (build !== undefined) expect(existsSync(join(root, build.dockerfile))).toBe(true);
    }
  });
});

describe("deploy/Dockerfile", () => {
  test("has only instructions that there are, and images of a stated version", () => {
    const known =
      "FROM WORKDIR COPY RUN ENV USER VOLUME EXPOSE STOPSIGNAL HEALTHCHECK ENTRYPOINT CMD ARG LABEL";
    for (const [instruction = "", rest = ""] of dockerfile) {
      expect(known.split(" ")).toContain(instruction);
      if (instruction === "FROM") expect(rest).toMatch(/^[a-z]+:(?!latest)[a-z0-9.-]+/);
    }
  });

  test("ends as a user who is not root", () => {
    expect(lastStage.find(([instruction]) => instruction === "USER")?.[1]).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });

  test("copies and runs what is in the repository", () => {
    const copied = lastStage.flatMap(([instruction, rest = ""]) => {
      const [, path] = instruction === "COPY" ? (/ \/app\/(\S+) /.exec(rest) ?? []) : [];
      return path === undefined || path === "node_modules" ? [] : [path];
    });
    expect(copied).toContain("services");
    for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true);
  });

  test("installs with the package manager that the bootstrap pins", () => {
    const [pinned = "none"] = /pnpm@[\d.]+/.exec(read("scripts/bootstrap.mjs")) ?? [];
    expect(read("deploy/Dockerfile")).toContain(pinned);
  });
});
