import type { LogFs } from "./log-fs.ts";

export interface DiskFloorOptions {
  readonly directory: string;
  readonly floorBytes: number;
  readonly everyMs: number;
  readonly fs: LogFs;
  /** Told each time the disk falls below the floor or rises above it again. */
  readonly onChange: (below: boolean, freeBytes: number) => void;
}

/**
 * Watches the free space of the log's disk, so that the log stops while a database on the same disk can still work.
 * Asked at intervals and never per append. A failed question changes nothing.
 */
export class DiskFloor {
  readonly #options: DiskFloorOptions;
  readonly #timer: NodeJS.Timeout;
  #below = false;
  #stopped = false;

  constructor(options: DiskFloorOptions) {
    this.#options = options;
    this.#judge(options.fs.freeBytesSync(options.directory));
    this.#timer = setInterval(() => this.check(), options.everyMs);
    this.#timer.unref();
  }

  get below(): boolean {
    return this.#below;
  }

  check(): void {
    const { fs, directory } = this.#options;
    fs.freeBytes(directory, (error, bytes) => {
      if (error === null && !this.#stopped) this.#judge(bytes);
    });
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
  }

  #judge(freeBytes: number): void {
    const below = freeBytes < this.#options.floorBytes;
    if (below === this.#below) return;
    this.#below = below;
    this.#options.onChange(below, freeBytes);
  }
}
