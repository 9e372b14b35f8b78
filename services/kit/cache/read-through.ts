import type { SharedCache } from "./shared-cache.ts";

/** How values are written in a shared cache. */
export interface Codec<T> {
  encode(value: T): string;
  /** Undefined for an invalid text; don't trust what wrote it. */
  decode(text: string): T | undefined;
  /** How long the value is held. */
  holdMs(value: T): number;
}

/**
 * A value from the shared cache, or else from the source, whose answer is then put into the cache without being waited
 * for. A value that can't be decoded is dropped and counts as a miss.
 *
 * @throws what `read` throws
 */
export async function readThrough<T>(
  cache: SharedCache,
  key: string,
  codec: Codec<T>,
  read: () => Promise<T>,
): Promise<T> {
  const look = await cache.look(key);
  if (look.kind === "hit") {
    const value = codec.decode(look.value);
    if (value !== undefined) return value;
    cache.drop(key);
    return await read();
  }
  const value = await read();
  if (look.lease !== null)
    cache.fill(look.lease, codec.encode(value), codec.holdMs(value)).catch(() => undefined);
  return value;
}
