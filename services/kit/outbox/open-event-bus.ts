import { openLocalBus } from "../bus/local-bus.ts";
import type { Bus } from "../bus/port.ts";
import type { ServiceHost } from "../service/host.ts";

/** The group whose position decides how long records of an event topic are kept on disk beyond the window; see LocalTopicOptions. */
export type EventTopics = Readonly<Record<string, { readonly owner?: string }>>;

/** Opens the bus for topics of events of outboxes, by their names; whoever opens it closes it. */
export function openEventBus(
  host: Pick<ServiceHost<unknown>, "topicFolder" | "log">,
  topics: EventTopics,
): Bus {
  const declared = Object.entries(topics).map(([topic, { owner }]) => [
    topic,
    { directory: host.topicFolder(topic), ...(owner === undefined ? {} : { owner }) },
  ]);
  return openLocalBus({ topics: Object.fromEntries(declared), log: host.log });
}
