/**
 * A lock that is held for a lease and renewed while its process lives. A holder that stands still for longer than its
 * lease may wake up when another holds it already, and no lock can prevent that; so what is done under it carries
 * {@link token}, and where it is written a smaller token than one seen before is refused.
 */
export interface Lock {
  readonly name: string;
  /** Of this holding alone. */
  readonly owner: string;
  /** Greater than the token of every holding before, of the same name. See the adapter for what that rests on. */
  readonly token: number;
  /**
   * Fires when the lock is, or may be, no longer held: the store said so, or could not be asked for as long as the
   * lease. Measured by a steady clock from before each renewal, so it fires here before another can get the lock; not
   * fired by {@link release}.
   */
  readonly lost: AbortSignal;
  /** Ends it at once instead of with the lease; does nothing when it is another's by now. Never rejects. */
  release(): Promise<void>;
}

export interface LockOptions {
  /** How long it is held without being renewed. Default 15,000; renewed after a third of that. */
  readonly leaseMs?: number;
}

/** Locks by name, over all processes. */
export interface Locks {
  /**
   * The lock, or null when somebody has it.
   *
   * @throws when the store is away, or the process is stopping
   */
  tryAcquire(name: string, options?: LockOptions): Promise<Lock | null>;
}

/** Where locks are kept: each call is one step of the store, judged by the store's clock. */
export interface LockStore {
  /** The token, or null when somebody has it whose lease is not over. */
  take(name: string, owner: string, leaseMs: number): Promise<number | null>;
  /** False when it is not this holding's any more, or its lease is over. */
  renew(holding: Holding, leaseMs: number): Promise<boolean>;
  /** Frees it if it is still this holding's. */
  free(holding: Holding): Promise<void>;
}

/** Names one holding of a lock. */
export interface Holding {
  readonly name: string;
  readonly owner: string;
  readonly token: number;
}
