-- Up to where the consumers have each partition of a topic of Kafka, written in the transaction of the rows. The topic is
-- known by its id: deleted and made anew, it has another under the same name, and the offset says nothing about it.
create table partition_offsets (
  topic text not null,
  partition integer not null,
  topic_id text not null,
  -- The first offset whose record is not stored.
  next bigint not null check (next >= 0),
  at timestamptz not null default now(),
  primary key (topic, partition)
) with (fillfactor = 50);

-- Records that no writer of clicks made: without lane and number they can't be booked in the ledger, so they are kept
-- here, the first thousand of them, for somebody to look at.
create table foreign_records (
  topic text not null,
  topic_id text not null,
  partition integer not null,
  "offset" bigint not null,
  reason text not null,
  headers jsonb not null,
  -- Cut to 64 KiB.
  payload bytea not null,
  produced_at timestamptz not null,
  at timestamptz not null default now(),
  primary key (topic_id, partition, "offset")
);
