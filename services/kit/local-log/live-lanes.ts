/** A lane whose writer lives in this process; its head needs no look at the disk. */
export interface LiveLane {
  readonly lane: string;
  head(): number;
  unrecorded(): number;
}

const liveLanes = new Map<string, LiveLane>();
/** `lanes` when one came or went, `records` when there is more to read. */
export type LogChange = "lanes" | "records";

const listeners = new Map<string, Set<(change: LogChange) => void>>();

/** The writer of the lane, when it lives in this process. */
export function liveLane(lane: string): LiveLane | undefined {
  return liveLanes.get(lane);
}

/** Makes the lane known to the readers of this process, and calls them. */
export function enterLiveLane(directory: string, lane: LiveLane): void {
  liveLanes.set(lane.lane, lane);
  notify(directory, "lanes");
}

/** Forgets a lane that has ended, and calls the readers: from now on they look at its page. */
export function leaveLiveLane(directory: string, lane: string): void {
  liveLanes.delete(lane);
  notify(directory, "lanes");
}

/** Calls the readers of the directory that live in this process. Cheap enough for every turn of the event loop. */
export function notify(directory: string, change: LogChange): void {
  const called = listeners.get(directory);
  if (called !== undefined) for (const listener of called) listener(change);
}

/** Directories are real paths, so that one is one. The listener is called in the middle of the writer's work: it must return at once and not throw. */
export function onNotify(directory: string, listener: (change: LogChange) => void): () => void {
  const called = listeners.get(directory) ?? new Set();
  listeners.set(directory, called);
  called.add(listener);
  return () => {
    called.delete(listener);
    if (called.size === 0) listeners.delete(directory);
  };
}
