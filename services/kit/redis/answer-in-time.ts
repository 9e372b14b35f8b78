/** What {@link answerInTime} throws. */
export class LateError extends Error {
  override readonly name = "LateError";
}

/**
 * Waits for an answer from the network, at most `ms`. An answer that lies in the socket when the time is over counts:
 * after a pause of this process all timers are due first, and what is late is we, not the other side.
 *
 * @throws LateError; whatever the answer rejects with before that
 */
export function answerInTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    // An immediate that is set by a timer runs after the sockets were read.
    const timer = setTimeout(() => setImmediate(() => reject(new LateError(`No answer in ${ms} ms`))), ms);
    answer.then(
      (value) => {
        clearTimeout(timer);
        resolve(value);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
