/** Thrown by {@link bounded} when the work did not end in time. */
export class TooSlowError extends Error {
  override readonly name = "TooSlowError";
}

/**
 * Waits for `work`, but no longer than `timeoutMs`. The work itself goes on; what it rejects with later is dropped.
 *
 * @throws TooSlowError saying that `what` was not done in time; whatever `work` rejects with before that.
 */
export async function bounded<T>(what: string, timeoutMs: number, work: Promise<T> | T): Promise<T> {
  if (!(work instanceof Promise)) return work;
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new TooSlowError(`${what} was not done within ${timeoutMs} ms`)),
    timeoutMs,
  );
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
