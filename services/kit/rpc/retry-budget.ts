/**
 * Keeps retries from making an outage worse, as gRPC's retry throttling does
 * (https://github.com/grpc/proposal/blob/master/A6-client-retries.md#throttling-retry-attempts-and-hedged-rpcs):
 * a failed attempt costs 1 of 10 tokens, a good one gives 0.1 back, and only above the half a call may be repeated.
 */
export class RetryBudget {
  #tokens = 10;

  /** An attempt was answered, with whatever. */
  succeeded(): void {
    this.#tokens = Math.min(10, this.#tokens + 0.1);
  }

  /** An attempt failed in a way that might be repeated; true when it may be. */
  failed(): boolean {
    this.#tokens = Math.max(0, this.#tokens - 1);
    return this.#tokens > 5;
  }
}
