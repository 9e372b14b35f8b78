/** Where the start of a service registers what has to be undone; the last registered is stopped first. */
export interface ServiceScope {
  /** Fires when the process begins to stop, before any step is stopped. */
  readonly signal: AbortSignal;
  /** Runs `stop` when the service is closed or its start fails; bounded by `timeoutMs` (default 10,000), logged by name. */
  onStop(name: string, stop: () => void | Promise<void>, timeoutMs?: number): void;
}
