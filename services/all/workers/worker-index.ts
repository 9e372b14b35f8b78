/** Where the first process tells a worker its number: 1 and up. */
export const workerIndexKey = "WORKER_INDEX";

/** Sent by a worker when it answers requests. */
export const readyMessage = "ready";

/** Sent to a worker that shall finish what is under way and end. */
export const stopMessage = "stop";
