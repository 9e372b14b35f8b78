// Row types of the schema `analytics`. Written by `npm run gen` from db/analytics/; do not edit.

import type { ColumnType, Generated, GeneratedAlways } from "kysely";

export interface AttemptsTable {
  lane: string;
  from_seq: number;
  attempts: number;
  at: Generated<Date>;
}

export interface ClicksTable {
  lane_id: number;
  seq: number;
  clicked_at: Date;
  clamped: boolean;
  link_id: string;
  workspace_id: string;
  method: string;
  bot: boolean;
  bot_reason: string | null;
  rule_version: number;
  country: string;
  device: string;
  browser: string;
  os: string;
  source: string;
  platform: string | null;
  referrer: string;
  utm_source: string | null;
  utm_medium: string | null;
  utm_campaign: string | null;
  destination: string;
  visitor: Buffer | null;
  first_on_link: boolean;
  first_in_workspace: boolean;
}

export interface ClicksLateTable {
  lane_id: number;
  seq: number;
  clicked_at: Date;
  clamped: boolean;
  link_id: string;
  workspace_id: string;
  method: string;
  bot: boolean;
  bot_reason: string | null;
  rule_version: number;
  country: string;
  device: string;
  browser: string;
  os: string;
  source: string;
  platform: string | null;
  referrer: string;
  utm_source: string | null;
  utm_medium: string | null;
  utm_campaign: string | null;
  destination: string;
  visitor: Buffer | null;
  first_on_link: boolean;
  first_in_workspace: boolean;
}

export interface ContentIdsTable {
  link_id: string;
  content_id: string;
  at: Generated<Date>;
}

export interface DayKeysTable {
  day: string;
  secret: Buffer;
}

export interface DeadLettersTable {
  id: GeneratedAlways<number>;
  lane_id: number;
  seq: number;
  reason: string;
  detail: string;
  attempts: number;
  origin: ColumnType<unknown, string, string>;
  payload: Buffer;
  at: Generated<Date>;
}

export interface ForeignRecordsTable {
  topic: string;
  topic_id: string;
  partition: number;
  offset: number;
  reason: string;
  headers: ColumnType<unknown, string, string>;
  payload: Buffer;
  produced_at: Date;
  at: Generated<Date>;
}

export interface JobRunsTable {
  id: GeneratedAlways<number>;
  job: string;
  started_at: Date;
  took_ms: number;
  outcome: string;
  detail: ColumnType<unknown, string | null, string | null>;
}

export interface LanesTable {
  id: GeneratedAlways<number>;
  lane: string;
  seen: Generated<string>;
  lost: Generated<string>;
  head: Generated<number>;
  stored: Generated<number>;
  duplicate: Generated<number>;
  dead_lettered: Generated<number>;
  redelivered: Generated<number>;
  unrecorded: Generated<number>;
  purged: Generated<number>;
  rejected: ColumnType<unknown, string | undefined, string>;
  state: Generated<string>;
  last_clicked_at: Date | null;
  complete_at: Date | null;
  reported_at: Date | null;
  made_at: Generated<Date>;
  measured_at: Date | null;
}

export interface OutboxTable {
  seq: GeneratedAlways<number>;
  event_id: string;
  aggregate_id: string;
  workspace_id: string | null;
  trace_id: string | null;
  payload: Buffer;
  made_at: Generated<Date>;
  published_at: Date | null;
}

export interface OutboxTurnTable {
  single: Generated<boolean>;
  holder: string | null;
  until: Generated<Date>;
}

export interface PartitionOffsetsTable {
  topic: string;
  partition: number;
  topic_id: string;
  next: number;
  at: Generated<Date>;
}

export interface RollupDaysTable {
  scope: string;
  workspace_id: string;
  bucket: Date;
  human: number;
  bot: number;
  uniq: number;
  dims: number[];
  vals: string[];
  humans: number[];
  bots: number[];
}

export interface RollupFreshTable {
  scope: string;
  workspace_id: string;
  bucket: Date;
  human: number;
  bot: number;
  uniq: number;
  dims: number[];
  vals: string[];
  humans: number[];
  bots: number[];
}

export interface RollupProgressTable {
  single: Generated<boolean>;
  days_until: Date;
}

export interface RollupQuartersTable {
  scope: string;
  workspace_id: string;
  bucket: Date;
  human: number;
  bot: number;
  uniq: number;
  dims: number[];
  vals: string[];
  humans: number[];
  bots: number[];
}

export interface RollupTotalsTable {
  scope: string;
  workspace_id: string;
  human: number;
  bot: number;
  uniq: number;
}

export interface RowsKeptTable {
  single: Generated<boolean>;
  since: string;
}

export interface VisitorsTable {
  day: string;
  key: number;
}

/** Every table of the service, for `Database<AnalyticsTables>`. */
export interface AnalyticsTables {
  attempts: AttemptsTable;
  clicks: ClicksTable;
  clicks_late: ClicksLateTable;
  content_ids: ContentIdsTable;
  day_keys: DayKeysTable;
  dead_letters: DeadLettersTable;
  foreign_records: ForeignRecordsTable;
  job_runs: JobRunsTable;
  lanes: LanesTable;
  outbox: OutboxTable;
  outbox_turn: OutboxTurnTable;
  partition_offsets: PartitionOffsetsTable;
  rollup_days: RollupDaysTable;
  rollup_fresh: RollupFreshTable;
  rollup_progress: RollupProgressTable;
  rollup_quarters: RollupQuartersTable;
  rollup_totals: RollupTotalsTable;
  rows_kept: RowsKeptTable;
  visitors: VisitorsTable;
}
