import { RULE_VERSION } from "../domain/bot-rules.ts";
import type { Click } from "../domain/click.ts";
import type { Origin } from "../domain/enrich-click.ts";
import { RecentMap } from "../domain/recent-map.ts";
import type { Cell } from "../domain/rollup-cells.ts";
import type { Agent } from "../domain/user-agent.ts";
import { BinaryRows, encodeFields } from "./binary-rows.ts";

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
export const freshCellsTarget =
  "rollup_fresh (scope, workspace_id, bucket, human, bot, uniq, dims, vals, humans, bots)";

/** Length of a boolean with the length before it. */
const BOOL_BYTES = 5;

/** Texts of more characters are encoded each time: remembered, they would take much memory. */
const MAX_TEXT = 512;

/** Writes rows of clicks and cells, and remembers the encoded fields that many of them have. */
export class ClickRows {
  readonly #agents = new RecentMap<Agent, Uint8Array>(4_000);
  readonly #origins = new RecentMap<Origin, Uint8Array>(8_000);
  readonly #texts = new RecentMap<string, Uint8Array>(16_000);

  /** Writes the row of a click, and answers where its flags are, for {@link patchFlags}. */
  writeClick(rows: BinaryRows, click: Click): number {
    const { facts } = click;
    rows.row(clickColumns.length);
    rows.int4(click.laneId);
    rows.int8(click.seq);
    rows.timestamp(click.clickedAt);
    rows.bool(click.clamped);
    rows.block(click.linkId);
    rows.block(click.workspaceId);
    this.#text(rows, click.method);
    rows.bool(facts.botReason !== null);
    this.#textOrNull(rows, facts.botReason);
    rows.int2(RULE_VERSION);
    this.#text(rows, facts.country);
    rows.fields(this.#agent(facts.agent));
    rows.fields(this.#origin(facts.origin));
    this.#textOrNull(rows, facts.utmSource);
    this.#textOrNull(rows, facts.utmMedium);
    this.#textOrNull(rows, facts.utmCampaign);
    this.#text(rows, facts.destination);
    if (facts.visitor === null) rows.null();
    else rows.block(facts.visitor.hash);
    const place = rows.bool(click.firstOnLink);
    rows.bool(click.firstInWorkspace);
    return place;
  }

  /** The rows of fresh cells. */
  encodeCells(cells: readonly Cell[]): BinaryRows {
    const rows = new BinaryRows(64 + cells.length * 400);
    for (const cell of cells) {
      rows.row(10);
      rows.block(cell.scope);
      rows.block(cell.workspaceId);
      rows.timestamp(cell.bucket);
      rows.int8(cell.human);
      rows.int8(cell.bot);
      rows.int8(cell.uniq);
      rows.int2Array(cell.dims);
      rows.textArray(cell.vals, (value) => this.#text(rows, value));
      rows.int4Array(cell.humans);
      rows.int4Array(cell.bots);
    }
    return rows;
  }

  #agent(agent: Agent): Uint8Array {
    const known = this.#agents.get(agent);
    if (known !== undefined) return known;
    const encoded = encodeFields((rows) => {
      rows.text(agent.device);
      rows.text(agent.browser);
      rows.text(agent.os);
    });
    this.#agents.set(agent, encoded);
    return encoded;
  }

  #origin(origin: Origin): Uint8Array {
    const known = this.#origins.get(origin);
    if (known !== undefined) return known;
    const encoded = encodeFields((rows) => {
      rows.text(origin.source);
      rows.textOrNull(origin.platform);
      rows.text(origin.referrer);
    });
    this.#origins.set(origin, encoded);
    return encoded;
  }

  #text(rows: BinaryRows, text: string): void {
    const known = this.#texts.get(text);
    if (known !== undefined) rows.fields(known);
    else if (text.length > MAX_TEXT) rows.text(text);
    else {
      const encoded = encodeFields((fields) => fields.text(text));
      this.#texts.set(text, encoded);
      rows.fields(encoded);
    }
  }

  #textOrNull(rows: BinaryRows, text: string | null): void {
    if (text === null) rows.null();
    else this.#text(rows, text);
  }
}

/** Writes the flags of a click again, which are known for sure only when its row is written. */
export function patchFlags(rows: BinaryRows, place: number, click: Click): void {
  rows.patchBool(place, click.firstOnLink);
  rows.patchBool(place + BOOL_BYTES, click.firstInWorkspace);
}
