/** What differs from one gateway to the next. */
export interface GatewaySettings {
  /** Addresses (`host:port`) of the HTTP ports by service. */
  readonly upstreams: Readonly<Record<string, readonly string[]>>;
  /** Where names in them are asked for again, such as `127.0.0.11` in a container; null when they are addresses. */
  readonly resolver: string | null;
  /** Such as `127.0.0.1:8080` or `8080`. */
  readonly listen: string;
  /** PEM files; null without TLS. */
  readonly tls: { readonly certificate: string; readonly key: string } | null;
  /** Network of proxies in front, whose `X-Forwarded-For` and `X-Request-Id` are believed; null when there are none. */
  readonly trustedProxy: string | null;
  /** Requests a second of one address. */
  readonly rates: { readonly visits: string; readonly api: string; readonly keys: string };
}

/** The two files that `deploy/gateway/nginx.conf` includes besides the routes. */
export function gatewayFiles(
  settings: GatewaySettings,
): Readonly<Record<"settings.conf" | "listen.conf", string>> {
  const { upstreams, resolver, rates, trustedProxy } = settings;
  const lines = [
    ...(resolver === null ? [] : [`resolver ${resolver} valid=2s;`]),
    ...Object.entries(upstreams).map(([service, addresses]) =>
      upstream(service, addresses, resolver !== null),
    ),
    ...Object.entries(rates).map(
      ([zone, rate]) => `limit_req_zone $binary_remote_addr zone=${zone}:10m rate=${rate}r/s;`,
    ),
    ...(trustedProxy === null ? [] : [`set_real_ip_from ${trustedProxy};`]),
    `geo $realip_remote_addr $trusted_peer {\n  default 0;\n${trustedProxy === null ? "" : `  ${trustedProxy} 1;\n`}}`,
  ];
  return { "settings.conf": `${lines.join("\n")}\n`, "listen.conf": listenLines(settings) };
}

/**
 * The block of one service; `named` where addresses have to be looked up.
 *
 * Connections are kept for less than the drain delay, so that none is in use when a process closes its own.
 */
export function upstream(service: string, addresses: readonly string[], named: boolean): string {
  const servers = addresses.map(
    (address) => `  server ${address} max_fails=1 fail_timeout=1s${named ? " resolve" : ""};\n`,
  );
  return `upstream ${service} {\n  zone ${service} 256k;\n${servers.join("")}  keepalive 64;\n  keepalive_timeout 1s;\n}`;
}

function listenLines({ listen, tls }: GatewaySettings): string {
  if (tls === null) return `listen ${listen};\n`;
  return `listen ${listen} ssl;
ssl_certificate ${tls.certificate};
ssl_certificate_key ${tls.key};
ssl_protocols TLSv1.2 TLSv1.3;
ssl_session_cache shared:tls:10m;
`;
}
