import { CountsEventSchema } from "@waypost/gen/proto/waypost/events/v1/counts_pb.ts";
import { Outbox } from "@waypost/kit/outbox/outbox.ts";
import { type CountsOutbox, countsTopic } from "../store/count-events.ts";

/** The outbox of analytics, on or off. */
export function testOutbox(on: boolean): CountsOutbox {
  const host = { config: { outbox: on }, now: Date.now };
  return new Outbox(host, { topic: countsTopic, event: CountsEventSchema, uses: [] });
}
