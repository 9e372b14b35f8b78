import { createHash } from "node:crypto";
import type { IngestRecord } from "../consumers/prepare-batch.ts";
import { clickPayload, record } from "./click-records.ts";

const begin = Date.UTC(2026, 5, 15);

/** The records of a lane, the same in every process: some repeat a content id, some can't be read. */
export function laneRecords(lane: string, count: number): IngestRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const seq = index + 1;
    const at = begin + seq * 1_000;
    if (seq % 50 === 0) return record(lane, seq, Uint8Array.from([seq]), at);
    const contentId = seq % 10 === 0 ? `${lane}-${seq - (seq % 20)}` : "";
    return record(lane, seq, clickPayload({ at, contentId, link: linkOf(lane, seq % 7) }), at);
  });
}

function linkOf(lane: string, index: number): string {
  const hex = createHash("sha256").update(`${lane} ${index}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
