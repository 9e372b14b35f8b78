import { randomBytes } from "node:crypto";

/** The part of the W3C trace context that travels: https://www.w3.org/TR/trace-context/#traceparent-header */
export interface TraceContext {
  /** 32 lower-case hex digits, not all zero. */
  readonly traceId: string;
  /** The caller's span: 16 lower-case hex digits, not all zero. */
  readonly parentId: string;
  /** The caller may have recorded it. */
  readonly sampled: boolean;
}

const version00 = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;
const later = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/;

/** Reads a `traceparent` header; undefined when there is none or it is not valid, which starts a new trace. */
export function parseTraceparent(header: string | null | undefined): TraceContext | undefined {
  if (header === null || header === undefined || header.length > 512) return undefined;
  const [, traceId, parentId, flags] = (header.startsWith("00-") ? version00 : later).exec(header) ?? [];
  if (traceId === undefined || parentId === undefined || flags === undefined) return undefined;
  if (/^0+$/.test(traceId) || /^0+$/.test(parentId)) return undefined;
  return { traceId, parentId, sampled: (Number.parseInt(flags, 16) & 1) === 1 };
}

/** Writes a `traceparent` header of version 00 with a fresh span id, for a call that belongs to `traceId`. */
export function formatTraceparent(traceId: string, sampled = false): string {
  return `00-${traceId}-${newSpanId()}-${sampled ? "01" : "00"}`;
}

/** A random trace id: 32 hex digits. */
export function newTraceId(): string {
  return nonZero(16);
}

/** A random span id: 16 hex digits. */
export function newSpanId(): string {
  return nonZero(8);
}

function nonZero(bytes: number): string {
  const id = randomBytes(bytes);
  // All zero means "invalid" in the standard; one chance in 2^64 is still no excuse.
  if (id.every((byte) => byte === 0)) id[0] = 1;
  return id.toString("hex");
}
