import type { ProductTopic } from "@waypost/kit/kafka/topics/declarations.ts";

/** Topics as those of a product with three services; only tests of kit know them. */
export const productTopics: readonly ProductTopic[] = [
  {
    name: "clicks",
    carries: "clicks of visitors",
    partitions: "kafkaClickPartitions",
    writers: ["links"],
    readers: ["analytics"],
  },
  { name: "links", carries: "changes of links", writers: ["links"], readers: ["links"] },
  { name: "identity", carries: "changes of keys", writers: ["identity"], readers: [] },
  { name: "counts", carries: "how often links were clicked", writers: ["analytics"], readers: ["links"] },
];
