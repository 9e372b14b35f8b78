/** Lets one waiter sleep until it is called or its time is up; a call while nobody sleeps is kept for the next sleep. */
export class Wake {
  #called = false;
  #wake: (() => void) | undefined;

  call(): void {
    this.#called = true;
    this.#wake?.();
  }

  async sleep(ms: number): Promise<void> {
    if (!this.#called) {
      await new Promise<void>((settle) => {
        const timer = setTimeout(settle, ms);
        this.#wake = () => {
          clearTimeout(timer);
          settle();
        };
      });
    }
    this.#wake = undefined;
    this.#called = false;
  }
}
