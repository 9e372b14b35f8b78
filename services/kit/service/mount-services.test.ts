import { makeTestHost } from "@waypost/testing/test-host.ts";
import { pino } from "pino";
import { expect, onTestFinished, test } from "vitest";
import type { Role } from "../host/role.ts";
import { createHttpApp } from "../http/create-http-app.ts";
import { Readiness } from "../telemetry/readiness.ts";
import type { AnyService } from "./define-service.ts";
import { mountServices } from "./mount-services.ts";

test("everybody is told whether the process is ready, and nobody here why it isn't", async () => {
  const readiness = new Readiness();
  let broken = false;
  readiness.add("database", async () => {
    if (broken) throw new Error("connect ECONNREFUSED 10.1.2.3:5432 as waypost_links");
  });
  readiness.open();
  const app = createHttpApp({ log: pino({ level: "silent" }) });
  await mountServices(app, { services: [], verifyKey: () => null, readiness });
  const ask = async () => {
    const { statusCode, body } = await app.inject("/readyz");
    return { statusCode, body };
  };
  expect(await ask()).toEqual({ statusCode: 200, body: '{"ready":true}' });
  broken = true;
  expect(await ask()).toEqual({ statusCode: 503, body: '{"ready":false}' });
  await app.close();
});

test("hot paths of services come before the router, where the process answers HTTP for them", async () => {
  const open = (name: string, role: Role) => {
    const definition: AnyService = {
      ...{ name, about: name, settings: {}, processes: [], open: async () => null },
      mount: (plugin) => void plugin.get(`/${name}`, () => "routed"),
      hotPaths: () => [
        (request, response) => request.url === `/${name}` && response.end("hot").writableEnded,
      ],
    };
    const ownerUrl = "postgres://nobody:secret@127.0.0.1:1/none";
    const { host, close } = makeTestHost(definition, { ownerUrl, roles: new Set([role]) });
    onTestFinished(close);
    return { definition, host, context: null, rpc: undefined };
  };
  const app = createHttpApp({ log: pino({ level: "silent" }) });
  onTestFinished(() => app.close());
  const services = [open("shop", "http"), open("till", "http"), open("stock", "rpc")];
  await mountServices(app, { services, verifyKey: () => null, readiness: new Readiness() });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const ask = async (path: string) => await (await fetch(`${url}${path}`)).text();
  expect([await ask("/shop"), await ask("/till")]).toEqual(["hot", "hot"]);
  expect(await ask("/stock")).toContain("There is nothing at this path.");
  expect((await app.inject("/shop")).body).toBe("routed");
});
