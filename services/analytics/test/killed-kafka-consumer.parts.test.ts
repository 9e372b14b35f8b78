import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findCapability } from "@waypost/testing/capabilities.ts";
import { sharedKafka } from "@waypost/testing/kafka/shared-kafka.ts";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { openKafkaPlace } from "./kafka-place.ts";

const program = fileURLToPath(new URL("killed-kafka-consumer.ts", import.meta.url));
const kills = 10;

describe.skipIf(findCapability("kafka") === undefined)(
  "consumers of Kafka that are killed",
  { timeout: 300_000 },
  () => {
    let broker = "";
    const children = new Set<ChildProcess>();
    beforeAll(async () => {
      broker = await sharedKafka();
    }, 120_000);
    afterEach(() => {
      for (const child of children) child.kill("SIGKILL");
    });

    test("at any moment, one of two while records come, some of them twice: every record counts once", async () => {
      const place = await openKafkaPlace(broker, { partitions: 3 });
      const lanes = [place.lane(0), place.lane(1), place.lane(2), place.lane(0)];
      const start = () => {
        const child = spawn(process.execPath, [program, place.ownerUrl, broker, place.topic.name], {
          stdio: "ignore",
        });
        children.add(child);
        return child;
      };
      const kill = async (child: ChildProcess) => {
        children.delete(child);
        const gone = once(child, "exit");
        child.kill("SIGKILL");
        await gone;
      };
      const send = async () => {
        for (const lane of lanes) await lane.send(60);
      };
      await send();
      let [one, other] = [start(), start()];
      for (let count = 0; count < kills; count++) {
        await send();
        if (count % 3 === 2) await lanes[count % lanes.length]?.sendAgain(30, 90);
        // Simulates a crash at any moment, also while the group is shared out anew: that is what is tested.
        await delay(900 + Math.random() * 600);
        await kill(one);
        [one, other] = [other, start()];
        const ledger = await place.ledger();
        expect(ledger.seen).toBe(ledger.stored + ledger.duplicate + ledger.deadLettered);
      }
      await place.declare(...lanes);
      const head = lanes.reduce((sum, lane) => sum + lane.head, 0);
      await place.reaches({ head, stored: head, inFlight: 0, lost: 0, balanced: true });
      await Promise.all([kill(one), kill(other)]);
      expect(
        await place.rows("select count(*)::int as n, count(distinct (lane_id, seq))::int as m from clicks"),
      ).toEqual([{ n: head, m: head }]);
      expect(await place.agrees()).toBe(head);
    });
  },
);
