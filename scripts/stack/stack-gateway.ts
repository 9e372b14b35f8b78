import { join } from "node:path";
import type { Scope } from "@waypost/kit/lifecycle/scope.ts";
import type { GatewaySettings } from "../gateway/gateway-settings.ts";
import { type Gateway, openGateway } from "../gateway/open-gateway.ts";
import { stackProcesses } from "./stack-plan.ts";
import type { SettingTexts } from "./stack-settings.ts";

export interface StackGatewayOptions {
  readonly nginx: string;
  readonly port: number;
  /** The data folder of the stack. */
  readonly data: string;
  readonly settings: SettingTexts;
  /** HTTP addresses (`host:port`) by process, of those that answer. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** Starts the gateway in front of all processes as a step of `scope`. */
export async function startGateway(scope: Scope, options: StackGatewayOptions): Promise<Gateway> {
  const { nginx, port, data } = options;
  const settings = gatewaySettings(options.settings, {
    listen: `127.0.0.1:${port}`,
    upstreams: upstreamsOf((name) => options.addresses.get(name) ?? ""),
    resolver: null,
  });
  const url = `${settings.tls === null ? "http" : "https"}://127.0.0.1:${port}`;
  return await scope.start(
    "gateway",
    () => openGateway({ nginx, folder: join(data, "gateway"), settings, url }),
    (gateway) => gateway.close(),
    { startTimeoutMs: 60_000, stopTimeoutMs: 15_000 },
  );
}

/** Where each service answers HTTP. */
export function upstreamsOf(addressOf: (process: string) => string): Record<string, string[]> {
  const upstreams: Record<string, string[]> = {};
  for (const { name, service, roles } of stackProcesses)
    if (roles.includes("http")) upstreams[service] = [...(upstreams[service] ?? []), addressOf(name)];
  return upstreams;
}

/** The gateway that the settings file of the stack means. */
export function gatewaySettings(
  settings: SettingTexts,
  place: Pick<GatewaySettings, "listen" | "upstreams" | "resolver">,
): GatewaySettings {
  const { GATEWAY_TLS_CERTIFICATE: certificate = "", GATEWAY_TLS_KEY: key = "" } = settings;
  return {
    ...place,
    tls: certificate === "" ? null : { certificate, key },
    trustedProxy: settings.GATEWAY_TRUSTED_PROXY || null,
    rates: {
      visits: settings.GATEWAY_VISITS_PER_SECOND ?? "",
      api: settings.GATEWAY_API_PER_SECOND ?? "",
      keys: settings.GATEWAY_KEYS_PER_SECOND ?? "",
    },
  };
}
