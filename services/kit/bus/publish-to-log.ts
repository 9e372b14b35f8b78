import { Fault } from "../errors/fault.ts";
import type { LogWriter } from "../local-log/writer.ts";
import type { BusMessage, Published } from "./port.ts";

/** Appends a message to a local log. Throws a Fault `unavailable` when the disk is full or failing. */
export async function publishToLog(writer: LogWriter, message: BusMessage): Promise<Published> {
  const result = await writer.appendAsync(message.payload, message.headers);
  if (result.kind === "recorded") return { lane: writer.lane, seq: result.seq };
  throw new Fault("unavailable", "bus-unavailable", {
    detail: "The event can't be stored now because the disk is full or failing. Try again later.",
    retryAfterSeconds: 5,
  });
}
