import type { Stored, StoredText } from "@waypost/kit/bytes/known-text.ts";
import { BinaryRows, encodeFields } from "@waypost/kit/copy/binary-rows.ts";
import { RULE_VERSION } from "../domain/bot-rules.ts";
import type { Click } from "../domain/click.ts";
import { dayOf } from "../domain/click-time.ts";
import type { KnownAgent, Origin } from "../domain/enrichment.ts";
import type { RollupRow } from "../domain/rollups.ts";

const clickColumns = [
  "lane_id",
  "seq",
  "clicked_at",
  "clamped",
  "link_id",
  "workspace_id",
  "method",
  "bot",
  "bot_reason",
  "rule_version",
  "country",
  "device",
  "browser",
  "os",
  "source",
  "platform",
  "referrer",
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "destination",
  "visitor",
  "first_on_link",
  "first_in_workspace",
];

/** Where rows of clicks are copied to. */
export const clicksTarget = `clicks (${clickColumns.join(", ")})`;
/** The same for clicks whose day has no partition any more. */
export const lateClicksTarget = `clicks_late (${clickColumns.join(", ")})`;
export const freshRollupsTarget =
  "rollup_fresh (scope, workspace_id, bucket, human, bot, uniq, dims, vals, humans, bots)";

/** Length of a boolean with the length before it. */
const BOOL_BYTES = 5;

/** Rows of clicks, for the table of their day or, before `oldestDay`, for the late one. */
export class ClickRows {
  readonly usual: BinaryRows;
  readonly late = new BinaryRows(1_024);
  readonly #clicks: readonly Click[];
  readonly #oldestDay: number;
  /** Where the flags of each click are. */
  readonly #places: number[] = [];

  constructor(clicks: readonly Click[], oldestDay: number) {
    this.#clicks = clicks;
    this.#oldestDay = oldestDay;
    this.usual = new BinaryRows(64 + clicks.length * 320);
  }

  write(): void {
    for (const click of this.#clicks) this.#places.push(writeClick(this.#rowsOf(click), click));
  }

  /** Writes the flags of those again that `change` says it has changed. */
  patch(change: (click: Click) => boolean): void {
    for (const [index, click] of this.#clicks.entries())
      if (change(click)) patchFlags(this.#rowsOf(click), this.#places[index] ?? 0, click);
  }

  #rowsOf(click: Click): BinaryRows {
    return dayOf(click.clickedAt) < this.#oldestDay ? this.late : this.usual;
  }
}

/** Writes the row of a click, and answers where its flags are, for {@link patchFlags}. */
function writeClick(rows: BinaryRows, click: Click): number {
  const { facts } = click;
  rows.row(clickColumns.length);
  rows.int4(click.laneId);
  rows.int8(click.seq);
  rows.timestamp(click.clickedAt);
  rows.bool(click.clamped);
  rows.block(click.linkId);
  rows.block(click.workspaceId);
  rows.text(click.method);
  rows.bool(facts.botReason !== null);
  rows.textOrNull(facts.botReason);
  rows.int2(RULE_VERSION);
  shared(rows, facts.country, encodeText);
  shared(rows, facts.agent, encodeAgent);
  shared(rows, facts.origin, encodeOrigin);
  rows.textOrNull(facts.utmSource);
  rows.textOrNull(facts.utmMedium);
  rows.textOrNull(facts.utmCampaign);
  shared(rows, facts.destination, encodeText);
  if (facts.visitor === null) rows.null();
  else rows.block(facts.visitor.hash);
  const place = rows.bool(click.firstOnLink);
  rows.bool(click.firstInWorkspace);
  return place;
}

/** Writes fields that many rows have, which are encoded once. */
function shared<Value extends Stored>(
  rows: BinaryRows,
  value: Value,
  encode: (value: Value) => Uint8Array,
): void {
  value.stored ??= encode(value);
  rows.fields(value.stored);
}

function encodeText({ text }: StoredText): Uint8Array {
  return encodeFields((rows) => rows.text(text));
}

function encodeAgent({ device, browser, os }: KnownAgent): Uint8Array {
  return encodeFields((rows) => {
    rows.text(device);
    rows.text(browser);
    rows.text(os);
  });
}

function encodeOrigin({ source, platform, referrer }: Origin): Uint8Array {
  return encodeFields((rows) => {
    rows.text(source);
    rows.textOrNull(platform);
    rows.text(referrer);
  });
}

/** Writes the flags of a click again, which are known for sure only when its row is written. */
function patchFlags(rows: BinaryRows, place: number, click: Click): void {
  rows.patchBool(place, click.firstOnLink);
  rows.patchBool(place + BOOL_BYTES, click.firstInWorkspace);
}

/** Fresh roll-up rows, ready to be copied. */
export function encodeRollups(rollups: readonly RollupRow[]): BinaryRows {
  const rows = new BinaryRows(64 + rollups.length * 400);
  for (const rollup of rollups) {
    rows.row(10);
    rows.block(rollup.scope);
    rows.block(rollup.workspaceId);
    rows.timestamp(rollup.bucket);
    rows.int8(rollup.human);
    rows.int8(rollup.bot);
    rows.int8(rollup.uniq);
    rows.int2Array(rollup.dims);
    rows.textArray(rollup.vals);
    rows.int4Array(rollup.humans);
    rows.int4Array(rollup.bots);
  }
  return rows;
}
