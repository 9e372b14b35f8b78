import type { CallScope } from "@waypost/kit/db/connection.ts";
import { inTransaction, withClient } from "@waypost/kit/db/database.ts";
import { clickTime } from "../domain/click-time.ts";
import { readDeadLetter, removeDeadLetter } from "../store/dead-letters.ts";
import { lockLanes, saveLanes } from "../store/lane-positions.ts";
import { ClickWriter } from "./click-writer.ts";
import type { IngestContext } from "./ingest-context.ts";
import { prepareBatch, toClick } from "./prepare-batch.ts";

/** `stored` and `duplicate`: it is a dead letter no longer. `unreadable`: it stays. `gone`: it was none, or no longer. */
export type ReplayOutcome =
  | { readonly kind: "stored" | "duplicate" | "gone" }
  | { readonly kind: "unreadable"; readonly detail: string };

/**
 * Moves a dead letter out and its row, roll-ups and ledger in, in one transaction: done twice is done once. Its
 * number was seen all along, so the position stays.
 */
export async function replayDeadLetter(
  ctx: IngestContext,
  scope: CallScope,
  id: number,
): Promise<ReplayOutcome> {
  const letter = await readDeadLetter(ctx.database.within(scope), id);
  if (letter === undefined) return { kind: "gone" };
  const record = {
    lane: letter.lane,
    seq: letter.seq,
    payload: letter.payload,
    headers: headersOf(letter.origin),
    at: letter.at.getTime(),
  };
  const { records, now, oldestDay } = await prepareBatch(ctx, scope, [record]);
  const [prepared] = records;
  if (prepared === undefined) return { kind: "gone" };
  if (prepared.click === null) return { kind: "unreadable", detail: prepared.rejection.detail };
  const { click: found, facts } = prepared;
  return await inTransaction(ctx.database, scope, (tx) =>
    withClient(tx, async (client): Promise<ReplayOutcome> => {
      const lanes = await lockLanes(client, [letter.lane]);
      const lane = lanes.get(letter.lane);
      if (lane === undefined || !(await removeDeadLetter(client, id))) return { kind: "gone" };
      const time = clickTime(found.clickedAtMs, now, null);
      const click = toClick(lane.id, letter.seq, found, facts, time);
      const writer = new ClickWriter(client, ctx.knownVisitors, false);
      const { stored } = await writer.write([click], oldestDay);
      await writer.finish();
      lane.added.deadLettered = -1;
      if (stored.length > 0) lane.added.stored = 1;
      else lane.added.duplicate = 1;
      await saveLanes(client, lanes.values());
      return { kind: stored.length > 0 ? "stored" : "duplicate" };
    }),
  );
}

/** What the record came with, so that it is read as it would have been. */
function headersOf(origin: unknown): Record<string, string> {
  if (typeof origin !== "object" || origin === null || !("headers" in origin)) return {};
  const { headers } = origin;
  if (typeof headers !== "object" || headers === null) return {};
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
