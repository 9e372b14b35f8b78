import { errorCodes } from "@waypost/kit/errors/codes.ts";
import type { GenPlan } from "../planned-files.ts";
import type { Contract, RestService } from "../rest/model.ts";

/** What may come from one address, by kind of path: zones of `limit_req`, whose rates are settings. */
type Zone = "visits" | "api" | "keys";

/** Requests above the rate that are let through at once, and the largest body, by zone. */
const limits: Readonly<Record<Zone, { readonly burst: number; readonly body: string }>> = {
  visits: { burst: 400, body: "8k" },
  api: { burst: 200, body: "1m" },
  keys: { burst: 20, body: "16k" },
};

/** What the gateway answers itself, as the product would. */
const ownAnswers = {
  413: "payload_too_large",
  414: "uri_too_long",
  429: "rate_limited",
  503: "unavailable",
} as const;

const ownErrors = [
  "error_page 413 @413;",
  "error_page 414 @414;",
  "error_page 429 @429;",
  "error_page 502 503 504 =503 @503;",
].join("\n");

interface Route {
  readonly path: string;
  readonly service: string;
  readonly zone: Zone;
  /** Whether one of its operations takes an `Idempotency-Key`. */
  readonly repeatable: boolean;
}

/**
 * Plans the gateway's routes: each path of the contracts to the service that has it, and everything else to the one that
 * visitors come to, which tells them and callers that there is nothing. With the answers that the gateway gives by itself.
 */
export function planGateway(services: readonly RestService[]): GenPlan {
  const files = new Map([
    ["deploy/gateway/routes.conf", emitRoutes(routesOf(services), frontService(services))],
  ]);
  return { files, folders: ["deploy/gateway"], owns: /routes\.conf$/ };
}

/**
 * The service that visitors come to: it has a path without a fixed beginning, such as `/{code}`, so that it knows what
 * is nothing. Null when no service has.
 */
export function frontService(services: readonly RestService[]): string | null {
  const front = services.find(({ operations }) => operations.some(({ path }) => isParameter(path.slice(1))));
  return front?.contract.service ?? null;
}

/** `x-rate-limit: keys` in a contract holds all its paths to the rate of that zone. */
function zoneOf({ document, file }: Contract): Zone {
  const { "x-rate-limit": zone = "api" } = document;
  if (zone !== "api" && zone !== "keys")
    throw new Error(`${file}: x-rate-limit says ${zone}; there are api and keys.`);
  return zone;
}

function routesOf(services: readonly RestService[]): Route[] {
  const byPath = new Map<string, Route>();
  for (const { contract, operations } of services) {
    const { service } = contract;
    for (const { path, handRouted, idempotent } of operations) {
      const known = byPath.get(path);
      if (known !== undefined && known.service !== service)
        throw new Error(
          `${contract.file}: the path ${path} belongs to ${known.service} already; one service answers a path.`,
        );
      const zone = handRouted ? "visits" : zoneOf(contract);
      byPath.set(path, { path, service, zone, repeatable: idempotent || known?.repeatable === true });
    }
  }
  // Regular expressions are tried in order: the narrower first, and by name where neither is.
  return [...byPath.values()].sort((a, b) => width(a) - width(b) || (a.path < b.path ? -1 : 1));
}

/** Places of a path that stand for anything; one without a fixed beginning is the widest. */
function width({ path }: Route): number {
  const parts = path.split("/").slice(1);
  const open = parts.filter(isParameter).length;
  return parts.length > 0 && isParameter(parts[0] ?? "") ? open + 100 : open;
}

function isParameter(part: string): boolean {
  return part.startsWith(":") || part.startsWith("{");
}

function emitRoutes(routes: readonly Route[], front: string | null): string {
  const errors = Object.entries(ownAnswers).map(([status, code]) => emitAnswer(Number(status), code));
  return [
    "# Generated from api/ by `npm run gen`. Do not edit: change the contract and generate again.",
    ...routes.map(emitLocation),
    front === null ? "location / {\n  return 404;\n}" : emitBlock("/", { service: front, zone: "visits" }),
    ...[...new Map(routes.filter(isRepeatable).map((route) => [nameOf(route), route])).values()].map(
      emitRepeatable,
    ),
    ownErrors,
    ...errors,
    "",
  ].join("\n\n");
}

function isRepeatable({ repeatable }: Route): boolean {
  return repeatable;
}

function emitLocation(route: Route): string {
  const parts = route.path.split("/").slice(1);
  const pattern = parts
    .map((part) => (isParameter(part) ? "[^/]+" : part.replace(/[.+]/g, "\\$&")))
    .join("/");
  const match = parts.some(isParameter) ? `~ ^/${pattern}$` : `= ${route.path}`;
  if (!route.repeatable) return emitBlock(match, route);
  // What an "if" does in nginx apart from "return" is a matter of luck, so the key leads to a location of its own.
  const repeatable = [
    `error_page 418 = ${nameOf(route)};`,
    "recursive_error_pages on;",
    ...ownErrors.split("\n"),
    "if ($http_idempotency_key) {\n    return 418;\n  }",
  ];
  return emitBlock(match, route, repeatable);
}

/** A request with a key may go to a second process even when the first may have seen it. */
function emitRepeatable(route: Route): string {
  return emitBlock(nameOf(route), route, ["proxy_next_upstream error timeout non_idempotent;"]);
}

function nameOf({ service, zone }: Pick<Route, "service" | "zone">): string {
  return `@${service}-${zone}-repeatable`;
}

function emitBlock(
  match: string,
  { service, zone }: Pick<Route, "service" | "zone">,
  more: readonly string[] = [],
): string {
  const { burst, body } = limits[zone];
  const lines = [
    ...more,
    `limit_req zone=${zone} burst=${burst} nodelay;`,
    `client_max_body_size ${body};`,
    `proxy_pass http://${service};`,
  ];
  return `location ${match} {\n${lines.map((line) => `  ${line}\n`).join("")}}`;
}

function emitAnswer(status: number, code: (typeof ownAnswers)[keyof typeof ownAnswers]): string {
  const { title } = errorCodes[code];
  const problem = {
    type: `/problems/${code.replaceAll("_", "-")}`,
    title,
    status,
    requestId: "$known_request_id",
  };
  return `location @${status} {
  internal;
  default_type application/problem+json;
  add_header cache-control no-store always;
  add_header x-request-id $known_request_id always;${status === 429 || status === 503 ? "\n  add_header retry-after 1 always;" : ""}
  return ${status} '${JSON.stringify(problem)}';
}`;
}
