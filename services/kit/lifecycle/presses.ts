/**
 * Copies of a signal this close to the first one belong to the same key press: npm passes on to its script what the
 * terminal has already sent to the whole group.
 */
const SAME_PRESS_MS = 500;

/**
 * Calls `listener` once for each time that somebody asks by one of `signals`; `press` is 1 the first time. Signals
 * that follow the first of a press within half a second are that press again and are swallowed, of whatever kind.
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
