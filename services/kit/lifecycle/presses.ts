/**
 * Copies of a signal this close to the first one belong to the same key press: npm passes on to its script what the
 * terminal has already sent to the whole group.
 */
const SAME_PRESS_MS = 500;

/**
 * Calls `listener` once for each press, a request by one of `signals`; `press` is 1 the first time. Any of these signals
 * within half a second of a press's first belongs to that press and is swallowed.
 * While it listens, none of these signals ends the process by itself. Returns how to undo it.
 */
export function onPresses(
  signals: readonly NodeJS.Signals[],
  listener: (press: number, signal: NodeJS.Signals, signalNumber: number) => void,
): () => void {
  let press = 0;
  let since = Number.NEGATIVE_INFINITY;
  const onSignal = (signal: NodeJS.Signals, signalNumber: number) => {
    const now = performance.now();
    if (now - since < SAME_PRESS_MS) return;
    since = now;
    press += 1;
    listener(press, signal, signalNumber);
  };
  for (const signal of signals) process.on(signal, onSignal);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
  };
}
