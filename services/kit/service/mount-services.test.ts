import { pino } from "pino";
import { expect, test } from "vitest";
import { createHttpApp } from "../http/create-http-app.ts";
import { Readiness } from "../telemetry/readiness.ts";
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
