import type { ServiceDeclaration } from "@waypost/kit/service/declare-service.ts";
import { processSettings } from "@waypost/kit/service/process-settings.ts";
import { upstream } from "../../gateway/gateway-settings.ts";
import { type PlannedProcess, planProcesses } from "../../stack/plan-processes.ts";
import { fillTemplate } from "../template.ts";

/** What besides the declarations says how the stack looks. */
export interface ComposeFacts {
  /** Keys of deploy/stack.env, in their order. */
  readonly settings: readonly string[];
  /** The service whose processes the gateway can't do without. */
  readonly front: string | null;
}

const needsHealthy = "{ condition: service_healthy }";
const keysOf = (schema: ServiceDeclaration["settings"]): ReadonlySet<string> =>
  new Set(Object.values(schema).map(({ key }) => key));
const ofProcess = keysOf(processSettings);

/** deploy/compose.stack.yaml: every process of every service as a container, with what stands around them. */
export async function emitCompose(
  declared: readonly ServiceDeclaration[],
  { settings, front }: ComposeFacts,
): Promise<string> {
  const processes = planProcesses(declared);
  const answering = (service: string | null, role: "http" | "rpc") =>
    processes.filter((it) => it.service === service && it.roles.includes(role)).map(({ name }) => name);
  const peerAddresses = declared.flatMap(({ name }) => {
    const urls = answering(name, "rpc").map((host) => `http://${host}:10080`);
    return urls.length === 0 ? [] : [`  WAYPOST_${name.toUpperCase()}_URL: ${urls.join(",")}`];
  });
  const upstreams = declared.flatMap(({ name }) => {
    const addresses = answering(name, "http").map((host) => `${host}:8080`);
    return addresses.length === 0 ? [] : upstream(name, addresses, true).split("\n");
  });
  return await fillTemplate("compose.stack.yaml", {
    processSettings: settingLines(settings.filter((key) => ofProcess.has(key))),
    peerAddresses: peerAddresses.join("\n"),
    serviceSettings: declared.map((one) => emitSettings(one, settings)).join("\n\n"),
    gatewayNeeds: answering(front, "http")
      .map((name) => `      ${name}: ${needsHealthy}`)
      .join("\n"),
    processes: processes.map(emitProcess).join("\n\n"),
    upstreams: upstreams.map((line) => `      ${line}`).join("\n"),
    volumes: processes.flatMap(({ volume }) => (volume === null ? [] : `  ${volume.name}:`)).join("\n"),
  });
}

/** What the processes of a service read besides what all of them do. */
function emitSettings(declared: ServiceDeclaration, settings: readonly string[]): string {
  const { name } = declared;
  const own = keysOf(declared.settings);
  const lines = settingLines(settings.filter((key) => own.has(key) && !ofProcess.has(key)));
  return `x-${name}-settings: &${name}\n  <<: *settings${lines === "" ? "" : `\n${lines}`}`;
}

function settingLines(keys: readonly string[]): string {
  return keys.map((key) => `  ${key}: \${${key}}`).join("\n");
}

function emitProcess({ name, service, roles, volume, after }: PlannedProcess): string {
  const needed = after.map((it) => `\n      ${it}: ${needsHealthy}`);
  return [
    `  ${name}:`,
    "    <<: *process",
    `    command: [services/${service}/main.ts]`,
    `    environment: { <<: *${service}, WAYPOST_ROLES: "${roles.join(",")}" }`,
    ...(volume === null ? [] : [`    # Holds ${volume.holds}.`, `    volumes: [${volume.name}:/data]`]),
    needed.length === 0
      ? "    depends_on: *after-steps"
      : `    depends_on:\n      <<: *after-steps${needed.join("")}`,
  ].join("\n");
}
