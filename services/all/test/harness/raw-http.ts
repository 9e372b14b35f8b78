import { connect } from "node:net";

/** What came back on a socket, as far as it looks like an answer of HTTP/1.1. */
export interface RawAnswer {
  /** 0 when nothing came that begins like an answer. */
  readonly status: number;
  /** Names in lower case; of repeated ones the last. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Everything, one character per byte. */
  readonly text: string;
  /** Whether the server ended the connection; otherwise the wait did. */
  readonly ended: boolean;
  /** Bytes that were taken from the sender. */
  readonly sent: number;
}

export interface RawOptions {
  /** How long to wait for the server to end the connection. Default 5,000. */
  readonly patienceMs?: number;
  /** Sent after the first bytes, again and again, until the server answers or ends the connection. */
  readonly endless?: Buffer;
}

/** Writes bytes to a port, whatever they are, and reads until the server ends the connection. Never rejects. */
export function sendRaw(
  port: number,
  bytes: Buffer | string,
  { patienceMs = 5_000, endless }: RawOptions = {},
): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let text = "";
    let ended = false;
    const timer = setTimeout(() => socket.destroy(), patienceMs);
    const pump = (): void => {
      while (endless !== undefined && text === "" && !socket.destroyed && socket.write(endless));
    };
    socket.on("connect", () => {
      socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
      pump();
    });
    socket.on("drain", pump);
    socket.setEncoding("latin1").on("data", (part: string) => {
      text += part;
    });
    socket.on("end", () => {
      ended = true;
    });
    // A reset is an end as well: the server closes while more is on its way to it.
    socket.on("error", () => {
      ended = true;
    });
    socket.on("close", () => {
      clearTimeout(timer);
      resolve({ ...parse(text), text, ended, sent: socket.bytesWritten - socket.writableLength });
    });
  });
}

function parse(text: string): Pick<RawAnswer, "status" | "headers" | "body"> {
  const [head = "", ...rest] = text.replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, "").split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status, headers: Object.fromEntries(headers), body: rest.join("\r\n\r\n") };
}
