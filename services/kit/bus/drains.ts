/** Callers that wait until everything present at their call is handled. */
export class Drains {
  readonly #checks = new Set<() => void>();

  /** Whether anybody waits. */
  get waiting(): boolean {
    return this.#checks.size > 0;
  }

  /** Resolves true as soon as `isDone` holds, looked at now and at every {@link Drains.check}; false after `timeoutMs`. */
  wait(isDone: () => boolean, timeoutMs: number): Promise<boolean> {
    return new Promise((settle) => {
      const end = (drained: boolean) => {
        clearTimeout(timer);
        this.#checks.delete(check);
        settle(drained);
      };
      const check = () => {
        if (isDone()) end(true);
      };
      const timer = setTimeout(() => end(false), timeoutMs);
      this.#checks.add(check);
      check();
    });
  }

  /** Call after progress: resolves the waiters whose condition now holds. */
  check(): void {
    for (const check of [...this.#checks]) check();
  }
}
