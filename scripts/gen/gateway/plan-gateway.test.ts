import { expect, test } from "vitest";
import type { OperationModel, RestService } from "../rest/model.ts";
import { sourceMap } from "../rest/source-map.ts";
import { planGateway } from "./plan-gateway.ts";

const operation: OperationModel = {
  operationId: "getThing",
  typeName: "GetThing",
  method: "get",
  path: "/things",
  summary: "A thing",
  scopes: null,
  problems: [],
  idempotent: false,
  handRouted: false,
  parameters: [],
  body: null,
  success: [],
  statuses: ["200"],
  at: [],
  declaredAt: "api/things.yaml:1",
};

function serviceWith(service: string, ...operations: readonly Partial<OperationModel>[]): RestService {
  const document = { openapi: "3.1.0", info: {} };
  return {
    contract: { service, file: `api/${service}.yaml`, document, source: sourceMap("") },
    operations: operations.map((it) => ({ ...operation, ...it })),
  };
}

function limited(zone: string, { contract, operations }: RestService): RestService {
  return { contract: { ...contract, document: { ...contract.document, "x-rate-limit": zone } }, operations };
}

function planned(...services: readonly RestService[]): string {
  return planGateway(services).files.get("deploy/gateway/routes.conf") ?? "";
}

/** The places in the order in which nginx tries regular expressions, with what their blocks say. */
function locations(text: string): [match: string, block: string][] {
  return [...text.matchAll(/^location ([^\n]+) \{\n(.*?)^\}$/gms)].map(([, match = "", block = ""]) => [
    match,
    block,
  ]);
}

test("one file is planned, and no other of the gateway's folder is taken for left over", () => {
  const plan = planGateway([]);
  expect([...plan.files.keys()]).toEqual(["deploy/gateway/routes.conf"]);
  expect(plan.owns?.test("deploy/gateway/nginx.conf")).toBe(false);
  expect(plan.owns?.test("deploy/gateway/routes.conf")).toBe(true);
});

test("a path leads to its service, one of nobody to the service with a path that begins with anything", () => {
  const things = serviceWith("things", { path: "/api/v1/things" });
  const found = new Map(locations(planned(things, serviceWith("visits", { path: "/:code" }))));
  expect(found.get("= /api/v1/things")).toContain("proxy_pass http://things;");
  expect(found.get("/")).toContain("proxy_pass http://visits;");
  expect(new Map(locations(planned(things))).get("/")).toContain("return 404;");
});

test("what may come from one address depends on whether it is a visit, a key or the rest", () => {
  const found = new Map(
    locations(
      planned(
        limited("keys", serviceWith("any", { path: "/api/v1/keys" })),
        serviceWith("links", { path: "/api/v1/links" }, { path: "/:code", handRouted: true }),
      ),
    ),
  );
  const zones = ["= /api/v1/keys", "= /api/v1/links", "~ ^/[^/]+$", "/"].map(
    (match) => /limit_req zone=(\w+)/.exec(found.get(match) ?? "")?.[1],
  );
  expect(zones).toEqual(["keys", "api", "visits", "visits"]);
});

test("a rate that there is not is named with its contract", () => {
  expect(() => planned(limited("visits", serviceWith("things", { path: "/things" })))).toThrow(
    "api/things.yaml: x-rate-limit says visits; there are api and keys.",
  );
});

test("the narrower path is tried first, and one without a fixed beginning last", () => {
  const paths = ["/:code", "/a/:id/:part", "/a/:id/b", "/b/:id", "/a/:id", "/.well-known/a+b"];
  const text = planned(serviceWith("links", ...paths.map((path) => ({ path }))));
  expect(
    locations(text)
      .map(([match]) => match)
      .slice(0, 7),
  ).toEqual([
    "= /.well-known/a+b",
    "~ ^/a/[^/]+$",
    "~ ^/a/[^/]+/b$",
    "~ ^/b/[^/]+$",
    "~ ^/a/[^/]+/[^/]+$",
    "~ ^/[^/]+$",
    "/",
  ]);
});

test("what means something in a pattern is only itself in a path", () => {
  const text = planned(serviceWith("links", { path: "/a.b+c/{id}" }));
  expect(locations(text)[0]?.[0]).toBe(String.raw`~ ^/a\.b\+c/[^/]+$`);
});

test("a path with an operation that takes a key of its own may go to a second process, others may not", () => {
  const text = planned(
    serviceWith(
      "links",
      { path: "/a", idempotent: true },
      { path: "/a" },
      { path: "/b", idempotent: true },
      { path: "/c" },
    ),
  );
  const found = new Map(locations(text));
  const repeats = "error_page 418 = @links-api-repeatable;";
  expect(["= /a", "= /b", "= /c"].map((match) => found.get(match)?.includes(repeats))).toEqual([
    true,
    true,
    false,
  ]);
  expect(text.match(/^location @links-api-repeatable \{$/gm)).toHaveLength(1);
  expect(text.match(/non_idempotent/g)).toHaveLength(1);
  expect(found.get("@links-api-repeatable")).toContain("proxy_next_upstream error timeout non_idempotent;");
});

test("the gateway's own answers are problems as the product tells them", () => {
  const found = new Map(locations(planned()));
  const problem = (status: number) =>
    JSON.parse(/return \d+ '(.*)';/.exec(found.get(`@${status}`) ?? "")?.[1] ?? "");
  expect(problem(429)).toEqual({
    type: "/problems/rate-limited",
    title: expect.any(String),
    status: 429,
    requestId: "$known_request_id",
  });
  const waits = [413, 414, 429, 503].filter((status) => found.get(`@${status}`)?.includes("retry-after"));
  expect(waits).toEqual([429, 503]);
});

test("a path of two services is refused", () => {
  const twins = [serviceWith("things", {}), serviceWith("others", {})];
  expect(() => planned(...twins)).toThrow(
    "api/others.yaml: the path /things belongs to things already; one service answers a path.",
  );
});
