import type { SharedCache } from "./shared-cache.ts";

/** How values are written in a shared cache. */
export interface Codec<T> {
  encode(value: T): string;
  /** Undefined for what can't be one; anybody may have written it. */
  decode(text: string): T | undefined;
  /** How long the value is held. */
  holdMs(value: T): number;
}

/**
 * A value by the shared cache, or else by the source, whose answer is put into the cache for others without anybody
 * waiting for it. A value that can't be read is dropped and counts as not there.
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
