import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { settingGroups } from "@waypost/all/settings.ts";
import { product } from "@waypost/gen/product.ts";
import { peerSettings, processSettings } from "@waypost/kit/service/process-settings.ts";
import { parseSettingGroups } from "@waypost/kit/settings/parse-settings.ts";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { gatewayFiles } from "../gateway/gateway-settings.ts";
import { gatewaySettings, upstreamsOf } from "../stack/stack-gateway.ts";
import { stackProcesses } from "../stack/stack-plan.ts";
import { readStackSettings, settingsOfService } from "../stack/stack-settings.ts";
import {
  type ComposeFile,
  type ComposeService,
  interpolate,
  readCompose,
  settingsIn,
} from "./compose-file.ts";

const root = dirname(dirname(import.meta.dirname));
const read = (path: string): string => readFileSync(join(root, path), "utf8");

const files: Readonly<Record<string, ComposeFile>> = {
  "deploy/compose.stack.yaml": readCompose(join(root, "deploy/compose.stack.yaml")),
  "deploy/compose.simple.yaml": readCompose(join(root, "deploy/compose.simple.yaml")),
};
const everyService = Object.entries(files).flatMap(([file, compose]) =>
  Object.entries(compose.services).map(([name, service]): [string, string, ComposeService] => [
    file,
    name,
    service,
  ]),
);

/** Instructions of the Dockerfile, continued lines joined. */
const dockerfile = read("deploy/Dockerfile")
  .replace(/^#.*\n/gm, "")
  .replace(/\\\n/g, " ")
  .split("\n")
  .filter((line) => line.trim() !== "")
  .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line)?.slice(1) ?? [line, ""]);
const lastStage = dockerfile.slice(dockerfile.findLastIndex(([instruction]) => instruction === "FROM"));
const dockerHealth = lastStage.some(([instruction]) => instruction === "HEALTHCHECK");

describe("compose files", () => {
  test.each(everyService)(
    "%s: %s has a pinned image, and is reached from this machine only",
    (_, __, service) => {
      expect(service.image).toMatch(/:(?!latest)[\w.-]*\d[\w.-]*$/);
      for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    },
  );

  test.each(everyService)(
    "%s: %s waits for what it needs, to be healthy or to have ended well",
    (file, _, service) => {
      const { services = {} } = files[file] ?? {};
      for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
        const needed = services[name];
        expect(needed, name).toBeDefined();
        const ends = needed?.healthcheck?.disable === true;
        expect([name, condition]).toEqual([
          name,
          ends ? "service_completed_successfully" : "service_healthy",
        ]);
        const checked = needed?.healthcheck !== undefined || (needed?.build !== undefined && dockerHealth);
        expect([name, checked]).toEqual([name, true]);
      }
    },
  );

  test.each(everyService)("%s: %s names volumes and files that are there", (file, _, service) => {
    for (const volume of service.volumes ?? [])
      expect(files[file]?.volumes).toHaveProperty(volume.split(":")[0] ?? "");
    if (service.build === undefined) return;
    expect(service.build.context).toBe("..");
    expect(existsSync(join(root, service.build.dockerfile))).toBe(true);
    for (const word of service.command ?? [])
      if (word.endsWith(".ts")) expect(existsSync(join(root, word)), word).toBe(true);
  });

  test.each(everyService.filter(([file]) => file.includes("stack")))(
    "%s: %s has its memory limited and its processor time not",
    (_, __, service) => {
      const { limits, reservations } = service.deploy?.resources ?? { limits: {} };
      expect(Object.keys(limits)).toEqual(["memory"]);
      expect(reservations).toHaveProperty("cpus");
    },
  );

  test.each(everyService.filter(([, , { build }]) => build !== undefined))(
    "%s: %s writes nowhere but to its volumes",
    (_, __, service) => expect(service.read_only).toBe(true),
  );
});

describe("the whole stack", () => {
  const path = join(root, "deploy/stack.env");
  const settings = readStackSettings(path, {});
  const secrets = ["POSTGRES_PASSWORD", "WAYPOST_SERVICE_SECRET"];
  const compose = files["deploy/compose.stack.yaml"] as ComposeFile;

  test("is what compose.yaml starts, with the settings that the launcher reads", () => {
    const { include } = parse(read("compose.yaml"));
    expect(include).toEqual([{ path: "deploy/compose.stack.yaml", env_file: "deploy/stack.env" }]);
  });

  test("has every setting of the file, and no other", () => {
    expect(settingsIn(compose.text).sort()).toEqual([...Object.keys(settings), ...secrets].sort());
  });

  test("has the processes that the launcher has, with the same roles", () => {
    const containers = Object.entries(compose.services).filter(
      ([, { environment }]) => environment?.WAYPOST_ROLES,
    );
    const planned = stackProcesses.map(({ name, service, roles }) => [
      name,
      `services/${service}/main.ts`,
      roles.join(","),
    ]);
    const found = containers.map(([name, { command, environment }]) => [
      name,
      command?.[0],
      environment?.WAYPOST_ROLES,
    ]);
    expect(found.sort()).toEqual(planned.sort());
  });

  test.each(stackProcesses)(
    "gives $name the settings that it reads, all of them valid",
    ({ name, service }) => {
      const { environment = {} } = compose.services[name] ?? {};
      const fromFile = Object.entries(environment).filter(([key, value]) => value === `\${${key}}`);
      expect(fromFile.map(([key]) => key).sort()).toEqual(
        Object.keys(settingsOfService(settings, service)).sort(),
      );
      const given = { ...settings, POSTGRES_PASSWORD: "a", WAYPOST_SERVICE_SECRET: "b".repeat(64) };
      const env = Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [key, interpolate(value, given)]),
      );
      const { services } = settingGroups();
      const schemas = {
        process: processSettings,
        peers: peerSettings(product.services),
        own: services[service] ?? {},
      };
      expect(parseSettingGroups(schemas, env)).toMatchObject({
        process: { bus: "kafka", kafkaBrokers: ["kafka:9092"] },
      });
    },
  );

  test("never says in two places what stands in the file", () => {
    for (const [name, { environment = {} }] of Object.entries(compose.services))
      for (const [key, value] of Object.entries(environment))
        if (key in settings) expect([name, key, value]).toEqual([name, key, `\${${key}}`]);
  });

  test.each([
    {},
    {
      GATEWAY_TRUSTED_PROXY: "10.0.0.0/8",
      GATEWAY_TLS_CERTIFICATE: "/tls/tls.crt",
      GATEWAY_TLS_KEY: "/tls/tls.key",
    },
  ])("has the gateway that the launcher would write, with %o", (changes) => {
    const given = { ...settings, ...changes };
    const wanted = gatewayFiles(
      gatewaySettings(given, {
        listen: "8080",
        resolver: "127.0.0.11",
        upstreams: upstreamsOf((name) => `${name}:8080`),
      }),
    );
    const linesOf = (text = "") =>
      text
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "");
    const { "gateway-settings": main, "gateway-listen": listen } = compose.configs;
    expect(linesOf(interpolate(main?.content ?? "", given))).toEqual(linesOf(wanted["settings.conf"]));
    const tuning = /^ssl_(protocols|session_cache)/;
    expect(linesOf(interpolate(listen?.content ?? "", given))).toEqual(
      linesOf(wanted["listen.conf"]).filter((line) => !tuning.test(line)),
    );
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
    expect(lastStage.findLast(([instruction]) => instruction === "USER")?.[1]).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });

  test("copies and runs what is in the repository", () => {
    const copied = lastStage.flatMap(([instruction, rest = ""]) => {
      const [, path] = instruction === "COPY" ? (/ \/app\/(\S+) /.exec(rest) ?? []) : [];
      return path === undefined || path === "node_modules" ? [] : [path];
    });
    expect(copied).toContain("services");
    for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true);
  });

  test("leaves a share of the memory to what is not on the heap", () => {
    expect(read("deploy/Dockerfile")).toMatch(/NODE_OPTIONS=--max-old-space-size-percentage=8\d\b/);
  });

  test("installs with the package manager that the bootstrap pins", () => {
    const [pinned = "none"] = /pnpm@[\d.]+/.exec(read("scripts/bootstrap.mjs")) ?? [];
    expect(read("deploy/Dockerfile")).toContain(pinned);
  });
});
