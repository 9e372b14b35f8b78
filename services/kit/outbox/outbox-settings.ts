import { boolean } from "../settings/setting.ts";

/** The setting of services that have an outbox; each takes it into its own schema. */
export const outboxSettings = {
  outbox: boolean("WAYPOST_OUTBOX", {
    doc: "Whether changes are written down as events and published to the topics of the services that made them. The same in every process of an installation.",
    default: false,
  }),
} as const;
