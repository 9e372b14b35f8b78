import * as fs from "node:fs";

/**
 * The few system calls the writer depends on, so that tests can make a disk fill up, write short or fail.
 * The real one is {@link nodeFs}.
 */
export interface LogFs {
  openSync(path: string, flags: string, mode: number): number;
  /** May write fewer bytes than asked, as the system call may. */
  writeSync(fd: number, buffer: Buffer, offset: number, length: number, position: number): number;
  ftruncateSync(fd: number, length: number): void;
  fdatasyncSync(fd: number): void;
  fdatasync(fd: number, done: (error: Error | null) => void): void;
  closeSync(fd: number): void;
  unlinkSync(path: string): void;
  /** Free bytes that an ordinary user may still take on the disk of `path`. */
  freeBytesSync(path: string): number;
  freeBytes(path: string, done: (error: Error | null, bytes: number) => void): void;
}

/** The system calls of Node. */
export const nodeFs: LogFs = {
  openSync: fs.openSync,
  writeSync: fs.writeSync,
  ftruncateSync: fs.ftruncateSync,
  fdatasyncSync: fs.fdatasyncSync,
  fdatasync: fs.fdatasync,
  closeSync: fs.closeSync,
  unlinkSync: fs.unlinkSync,
  freeBytesSync: (path) => {
    const { bavail, bsize } = fs.statfsSync(path);
    return bavail * bsize;
  },
  freeBytes: (path, done) => {
    fs.statfs(path, (error, stats) => done(error, error === null ? stats.bavail * stats.bsize : 0));
  },
};

/** Makes a new or removed name in the folder survive a power loss. */
export function syncFolder(path: string): void {
  const fd = fs.openSync(path, "r");
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}
