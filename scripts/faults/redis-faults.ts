import { once } from "node:events";
import { connect } from "node:net";
import type { Arena } from "./arena.ts";
import type { Fault } from "./fault.ts";

/** What happens to Redis. */
export const redisFaults = {
  "redis-flushed": {
    does: "Redis forgets everything",
    needs: "redis",
    async inflict(arena) {
      await flush(arena);
      return "";
    },
  },
  "redis-killed": {
    does: "kill -9 of Redis, away for a while",
    needs: "redis",
    async inflict(arena, random) {
      await arena.parts.stack.redis?.kill();
      arena.parts.book.kills += 1;
      await arena.hold(random);
      await arena.parts.stack.redis?.start();
      return "";
    },
  },
  "redis-half-open": {
    does: "connections to Redis that swallow everything",
    needs: "redis",
    async inflict(arena, random) {
      arena.parts.proxies.redis.blackhole();
      await arena.hold(random);
      arena.parts.proxies.redis.heal();
      return "";
    },
  },
} as const satisfies Record<string, Fault>;

async function flush({ parts }: Arena): Promise<void> {
  const { hostname, port } = new URL(parts.stack.redis?.url ?? "");
  const socket = connect(Number(port), hostname);
  try {
    socket.write("FLUSHALL\r\n");
    const [answer] = await once(socket, "data", { signal: AbortSignal.timeout(5_000) });
    if (!String(answer).startsWith("+OK")) throw new Error(`Redis answered ${String(answer)}`);
  } finally {
    socket.destroy();
  }
}
