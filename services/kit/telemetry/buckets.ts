/** Upper bounds of latency histograms, in seconds. Shared, so that series of several services can be added up. */

/** REST operations: 5 ms to 1 s. */
export const restBuckets: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

/** RPC calls: 1 ms to 5 s. */
export const rpcBuckets: readonly number[] = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
];
