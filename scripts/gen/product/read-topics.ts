import type { ProductTopic } from "@waypost/kit/kafka/topics/declarations.ts";
import type { ServiceDeclaration } from "@waypost/kit/service/declare-service.ts";

/**
 * Every topic that a service writes, with who reads it.
 * @throws Error when two services write one topic or one is read that nobody writes
 */
export function readTopics(declared: readonly ServiceDeclaration[]): readonly ProductTopic[] {
  const topics = new Map<string, ProductTopic>();
  for (const { name: service, writes = [] } of declared) {
    for (const topic of writes) {
      const [other] = topics.get(topic.name)?.writers ?? [];
      if (other !== undefined)
        throw new Error(
          `services/${service}/declaration.ts: ${other} writes the topic ${topic.name} already; choose another name.`,
        );
      const readers = declared.filter(({ reads = [] }) => reads.includes(topic.name));
      topics.set(topic.name, { ...topic, writers: [service], readers: readers.map(({ name }) => name) });
    }
  }
  for (const { name, reads = [] } of declared)
    for (const topic of reads)
      if (!topics.has(topic))
        throw new Error(`services/${name}/declaration.ts: nobody writes the topic ${topic} that it reads.`);
  return [...topics.values()];
}
