import { createServer } from "node:net";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { TestRedis } from "@waypost/testing/redis-server.ts";
import { recordingLog } from "@waypost/testing/rest-fixture.ts";
import { Registry } from "prom-client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { RedisAwayError, RedisRefusedError } from "./redis.ts";
import { RedisConnection } from "./redis-connection.ts";
import { observeRedis } from "./redis-metrics.ts";
import { redisScript } from "./redis-script.ts";

const program = findCapability("redis") ?? "";
const patience = { timeout: 15_000, interval: 10 };

let server: TestRedis;
let opened: RedisConnection[];

function open(url = server.url, more: { heartbeatMs?: number } = {}) {
  const { log, lines } = recordingLog();
  const metrics = new Registry();
  const redis = new RedisConnection({
    ...{ url, prefix: "test", applicationName: "test", log, observer: observeRedis(metrics) },
    ...{ minDelayMs: 5, maxDelayMs: 50, heartbeatMs: 10_000, ...more },
  });
  opened.push(redis);
  const states: boolean[] = [];
  redis.onState((up) => states.push(up));
  const told = () => lines.filter((line) => Number(line.level) >= 30).map((line) => line.msg);
  return { redis, states, told, metrics, isUp: () => vi.waitUntil(() => redis.up, patience) };
}

describe.skipIf(program === "")("RedisConnection", () => {
  beforeEach(async () => {
    opened = [];
    server = await TestRedis.start({ program });
  });
  afterEach(async () => {
    await Promise.all(opened.map((redis) => redis.close()));
    await server.close();
  });

  test("sends commands and scripts, and tells what Redis refuses", async () => {
    const { redis, isUp } = open();
    await isUp();
    expect(await redis.send(["SET", redis.name("a", "b"), "1"], 5_000)).toBe("OK");
    expect(await server.command("GET", "test:a:b")).toContain("1");
    const script = redisScript("return {ARGV[1], redis.call('INCR', KEYS[1]), false}");
    expect(await redis.run(script, ["test:a:b"], ["x"], 5_000)).toEqual(["x", 2, null]);
    expect(await redis.run(script, ["test:a:b"], ["x"], 5_000)).toEqual(["x", 3, null]);
    const refused = await redis.send(["LPUSH", "test:a:b", "1"], 5_000).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(RedisRefusedError);
    expect(refused).toMatchObject({ code: "WRONGTYPE" });
  });

  test("hears messages, also after Redis was killed; each change of state is told once", async () => {
    const { redis, states, told, metrics, isUp } = open();
    const heard: string[] = [];
    redis.subscribe("news", (message) => heard.push(message));
    await isUp();
    await redis.send(["PUBLISH", "news", "one"], 5_000);
    await vi.waitFor(() => expect(heard).toEqual(["one"]), patience);
    await server.kill();
    await vi.waitUntil(() => !redis.up, patience);
    await expect(redis.send(["PING"])).rejects.toBeInstanceOf(RedisAwayError);
    await vi.waitFor(() => expect(redis.trouble).toContain("Nothing answers"), patience);
    await server.restart();
    await isUp();
    await server.command("PUBLISH", "news", "two");
    await vi.waitFor(() => expect(heard).toEqual(["one", "two"]), patience);
    expect(states).toEqual([false, true, false, true]);
    expect(told()).toEqual(["Redis answers", "Redis is away; going on without it", "Redis answers"]);
    expect(await metrics.metrics()).toContain("waypost_redis_up 1");
  });

  test("a Redis that answers nothing is away after a heart-beat, and nobody waits for it", async () => {
    const { redis, isUp } = open(server.url, { heartbeatMs: 200 });
    await isUp();
    server.swallow();
    await vi.waitUntil(() => !redis.up, patience);
    await expect(redis.send(["PING"])).rejects.toBeInstanceOf(RedisAwayError);
    server.goOn();
    await isUp();
    expect(await redis.send(["PING"], 5_000)).toBe("PONG");
  });

  test("commands that are late in a row end the connection before the next heart-beat", async () => {
    const { redis, isUp } = open(server.url, { heartbeatMs: 600_000 });
    await isUp();
    server.swallow();
    await vi.waitUntil(async () => {
      await expect(redis.send(["PING"], 5)).rejects.toBeInstanceOf(RedisAwayError);
      return !redis.up;
    }, patience);
    server.goOn();
    await isUp();
  });

  test("nothing there, a wrong password, a port of something else: away, in one line, without the secret", async () => {
    await server.kill();
    const nobody = open();
    await vi.waitFor(() => expect(nobody.redis.trouble).toContain("Nothing answers"), patience);
    const locked = await TestRedis.start({ program, password: "right" });
    const wrong = open(locked.url.replace("right", "s3cret"));
    await vi.waitFor(() => expect(wrong.redis.trouble).toContain("refuses the user or password"), patience);
    const none = open(locked.url.replace(":right@", ""));
    await vi.waitFor(() => expect(none.redis.trouble).toContain("refuses the user or password"), patience);
    const right = open(locked.url);
    await right.isUp();
    const web = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    await new Promise<void>((resolve) => web.listen(0, "127.0.0.1", resolve));
    const address = web.address();
    const other = open(`redis://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
    await vi.waitFor(() => expect(other.redis.trouble).toContain("can't be used"), patience);
    for (const { told, redis } of [nobody, wrong, none, other]) {
      await vi.waitFor(() => expect(told()).toEqual(["Redis is away; going on without it"]), patience);
      expect(redis.trouble).not.toContain("s3cret");
    }
    await Promise.all(opened.map((redis) => redis.close()));
    await locked.close();
    web.close();
  });

  test("close ends it, also while Redis answers nothing", async () => {
    const { redis, isUp } = open();
    await isUp();
    server.swallow();
    const sent = redis.send(["PING"], 60_000);
    sent.catch(() => undefined);
    await redis.close();
    await expect(sent).rejects.toBeInstanceOf(RedisAwayError);
    expect(redis.up).toBe(false);
    const connecting = open();
    await connecting.redis.close();
    expect(connecting.told()).toEqual([]);
  });
});
