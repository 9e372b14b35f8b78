import { setTimeout as delay } from "node:timers/promises";
import type { StackKafka } from "../stack/stack-kafka.ts";
import type { Arena } from "./arena.ts";
import type { Fault } from "./fault.ts";

/** What happens to the broker and the way to it. */
export const brokerFaults = {
  "broker-stopped": {
    does: "the broker stopped in order, and away for a while",
    async inflict(arena, random) {
      const kafka = brokerOf(arena);
      await kafka.stop();
      await arena.hold(random);
      await kafka.start();
      return "";
    },
  },
  "broker-killed": {
    does: "kill -9 of the broker, away for a while",
    async inflict(arena, random) {
      const kafka = brokerOf(arena);
      await kafka.kill();
      arena.parts.book.kills += 1;
      await arena.hold(random);
      await kafka.start();
      return "";
    },
  },
  "broker-restarted": {
    does: "the broker stopped in order and started at once",
    async inflict(arena) {
      const kafka = brokerOf(arena);
      await kafka.stop();
      await kafka.start();
      return "";
    },
  },
  "broker-frozen": {
    does: "a broker that hangs: connections stay, nothing is answered",
    async inflict(arena, random) {
      const kafka = brokerOf(arena);
      kafka.freeze();
      await arena.hold(random);
      kafka.goOn();
      return "";
    },
  },
  "broker-unreachable": {
    does: "connections to the broker are cut and refused",
    async inflict(arena, random) {
      arena.parts.proxies.kafka.refuse();
      await arena.hold(random);
      arena.parts.proxies.kafka.heal();
      return "";
    },
  },
  "broker-half-open": {
    does: "connections to the broker that swallow everything",
    async inflict(arena, random) {
      arena.parts.proxies.kafka.blackhole();
      await arena.hold(random);
      arena.parts.proxies.kafka.heal();
      return "";
    },
  },
  "replies-dropped": {
    does: "the broker appends, and its answers never arrive",
    async inflict(arena, random) {
      const { kafka } = arena.parts.proxies;
      const times = random.integer(1, 3);
      for (let time = 0; time < times; time++) {
        kafka.dropReplies();
        await arena.hold(random);
        kafka.heal();
        await delay(random.integer(100, 1_000));
      }
      return `${times} times`;
    },
  },
} as const satisfies Record<string, Fault>;

function brokerOf({ parts }: Arena): StackKafka {
  if (parts.stack.kafka === null) throw new Error("The stack runs without Kafka.");
  return parts.stack.kafka;
}
