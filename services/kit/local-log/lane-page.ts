import { closeSync, fsyncSync, openSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";
import { readUint64, writeUint64 } from "./format.ts";
import { fileMode } from "./lane-files.ts";
import { type LogFs, nodeFs } from "./log-fs.ts";

/**
 * - `open`: its writer lives, or died and nobody has noticed yet.
 * - `closed`: its writer ended it in order; nothing is missing at its end.
 * - `adopted`: its writer died; the lane was recovered and is only drained.
 */
export type LaneStatus = "open" | "closed" | "adopted";

/** What a lane tells about itself; see {@link LanePage}. */
export interface LaneFacts {
  readonly state: LaneStatus;
  /** The last number that was acknowledged; 0 before the first. */
  readonly head: number;
  /** Payloads that were let through without a record because the disk had no room or failed. */
  readonly unrecorded: number;
}

const pageBytes = 4096;
const usedBytes = 64;
const magic = 0x4750_5057;
const states: readonly LaneStatus[] = ["open", "closed", "adopted"];

/**
 * A lane's page: the one file that is overwritten in place, and by which other processes see how far they may read.
 * All its bytes are written and flushed when it is made, so it can still be written when the disk is full.
 */
export class LanePage {
  readonly #fd: number;
  readonly #fs: LogFs;
  readonly #bytes = Buffer.alloc(usedBytes);

  private constructor(fd: number, fs: LogFs) {
    this.#fd = fd;
    this.#fs = fs;
  }

  static create(path: string, fs: LogFs = nodeFs): LanePage {
    const fd = openSync(path, "wx+", fileMode);
    const page = new LanePage(fd, fs);
    try {
      const empty = Buffer.alloc(pageBytes);
      page.#encode({ state: "open", head: 0, unrecorded: 0 });
      page.#bytes.copy(empty);
      if (fs.writeSync(fd, empty, 0, pageBytes, 0) !== pageBytes)
        throw new Error("no room for the lane's page");
      fsyncSync(fd);
      return page;
    } catch (error) {
      closeSync(fd);
      throw error;
    }
  }

  static open(path: string, mode: "read" | "write"): LanePage {
    return new LanePage(openSync(path, mode === "read" ? "r" : "r+"), nodeFs);
  }

  /** Throws what the system call throws; the page then still tells the facts before, or is damaged until the next write. */
  write(facts: LaneFacts): void {
    this.#encode(facts);
    const written = this.#fs.writeSync(this.#fd, this.#bytes, 0, usedBytes, 0);
    if (written !== usedBytes) throw new Error(`the lane's page took ${written} of ${usedBytes} bytes`);
  }

  /** What the page tells; undefined while it is being written, or when it is damaged. */
  read(): LaneFacts | undefined {
    const bytes = this.#bytes;
    if (readSync(this.#fd, bytes, 0, usedBytes, 0) !== usedBytes) return undefined;
    if (bytes.readUInt32LE(0) !== magic || bytes.readUInt32LE(60) !== crc32(bytes.subarray(0, 60)))
      return undefined;
    const state = states[bytes.readUInt32LE(4)];
    if (state === undefined) return undefined;
    return { state, head: readUint64(bytes, 8), unrecorded: readUint64(bytes, 16) };
  }

  /** Waits until the page is on the disk itself. */
  sync(): void {
    fsyncSync(this.#fd);
  }

  close(): void {
    closeSync(this.#fd);
  }

  #encode(facts: LaneFacts): void {
    const bytes = this.#bytes;
    bytes.writeUInt32LE(magic, 0);
    bytes.writeUInt32LE(states.indexOf(facts.state), 4);
    writeUint64(bytes, facts.head, 8);
    writeUint64(bytes, facts.unrecorded, 16);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, 60)), 60);
  }
}
