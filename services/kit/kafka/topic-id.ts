const metadataKey = 3;
/** The first version that knows topics by name and tells their ids is 10; 12 is known to every Kafka since 2.8. */
const metadataVersion = 12;
const unknownTopic = 3;

interface RawBroker {
  readonly connectionPool: {
    send(call: {
      readonly request: {
        readonly apiKey: number;
        readonly apiVersion: number;
        readonly apiName: string;
        encode(): Promise<{ readonly buf: Buffer; readonly buffer: Buffer; size(): number }>;
      };
      readonly response: {
        decode(raw: Buffer): Promise<Buffer>;
        parse(decoded: Buffer): Promise<string>;
      };
    }): Promise<string>;
  };
}

/** The part of the library's cluster that finds a broker to ask. */
export interface AskableCluster {
  findControllerBroker(): Promise<RawBroker>;
}

/**
 * The identity of a topic, as 32 hex digits: another one when the topic was deleted and made anew. The library speaks a
 * version of the protocol that doesn't tell it, so the question is put in bytes over the library's connection.
 */
export async function readTopicId(cluster: AskableCluster, topic: string): Promise<string> {
  const broker = await cluster.findControllerBroker();
  const body = encodeRequest(topic);
  return await broker.connectionPool.send({
    request: {
      apiKey: metadataKey,
      apiVersion: metadataVersion,
      apiName: "Metadata",
      encode: async () => ({ buf: body, buffer: body, size: () => body.length }),
    },
    response: { decode: async (raw) => raw, parse: async (raw) => parseTopicId(raw, topic) },
  });
}

/** One topic by its name, not made when it is missing, without a list of permissions. */
function encodeRequest(topic: string): Buffer {
  const name = Buffer.from(topic);
  const noTags = 0;
  return Buffer.concat([
    Buffer.from([noTags, ...varint(2)]),
    Buffer.alloc(16),
    Buffer.from(varint(name.length + 1)),
    name,
    Buffer.from([noTags, 0, 0, noTags]),
  ]);
}

/** Reads the answer of {@link readTopicId}; exported for its test. */
export function parseTopicId(raw: Buffer, topic: string): string {
  const reader = new CompactReader(raw);
  reader.tags();
  reader.skip(4);
  for (let brokers = reader.varint() - 1; brokers > 0; brokers--) {
    reader.skip(4);
    reader.bytes();
    reader.skip(4);
    reader.bytes();
    reader.tags();
  }
  reader.bytes();
  reader.skip(4);
  const topics = reader.varint() - 1;
  const error = reader.int16();
  const name = reader.bytes().toString();
  const id = reader.skip(16).toString("hex");
  if (topics === 1 && name === topic && error === 0) return id;
  if (error === unknownTopic) throw new Error(`Kafka has no topic ${topic}.`);
  throw new Error(`Kafka doesn't tell the id of the topic ${topic} (error ${error}).`);
}

class CompactReader {
  readonly #raw: Buffer;
  #at = 0;

  constructor(raw: Buffer) {
    this.#raw = raw;
  }

  skip(length: number): Buffer {
    const end = this.#at + Math.max(0, length);
    if (end > this.#raw.length) throw new RangeError("Kafka's answer ends too early.");
    const bytes = this.#raw.subarray(this.#at, end);
    this.#at = end;
    return bytes;
  }

  int16(): number {
    return this.skip(2).readInt16BE();
  }

  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.skip(1).readUInt8();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError("Kafka's answer has a number that is too long.");
  }

  bytes(): Buffer {
    return this.skip(this.varint() - 1);
  }

  tags(): void {
    for (let count = this.varint(); count > 0; count--) {
      this.varint();
      this.skip(this.varint());
    }
  }
}

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 128))];
}
