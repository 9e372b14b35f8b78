import { connect, createServer, type Server, type Socket } from "node:net";

interface Pair {
  readonly client: Socket;
  readonly upstream: Socket;
}

/**
 * A TCP proxy on 127.0.0.1 between clients and one broker, that can do what networks do. Start it first, tell its port
 * to the broker as `proxyPort`, then point it at the broker's door by {@link FaultProxy.forwardTo}.
 */
export class FaultProxy {
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  #target: { readonly host: string; readonly port: number } | { readonly path: string } | undefined;
  #mode: "pass" | "refuse" | "blackhole" | "drop-replies" = "pass";
  #bytesUp = 0;

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (client) => this.#accept(client));
  }

  /** Listens on a free port, and refuses until it knows where to forward to. */
  static async start(): Promise<FaultProxy> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    return new FaultProxy(server);
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : -1;
  }

  /** `127.0.0.1:port`. */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Connections that are open now. */
  get connections(): number {
    return this.#pairs.size;
  }

  /** Bytes that went from clients to the broker since the start. */
  get bytesUp(): number {
    return this.#bytesUp;
  }

  /** Where new connections go from now on, as `host:port` or as the path of a socket. */
  forwardTo(address: string): void {
    if (address.startsWith("/")) {
      this.#target = { path: address };
      return;
    }
    const [host = "", port = ""] = address.split(":");
    this.#target = { host, port: Number(port) };
  }

  /** Everything passes again. Connections whose bytes were swallowed are cut, since what is missing can't come back. */
  heal(): void {
    if (this.#mode === "blackhole" || this.#mode === "drop-replies") this.cut();
    this.#mode = "pass";
  }

  /** Cuts every connection, as a reset; new ones are served as before. */
  cut(): void {
    for (const { client, upstream } of this.#pairs) {
      client.resetAndDestroy();
      upstream.destroy();
    }
    this.#pairs.clear();
  }

  /** Cuts every connection and resets new ones, until {@link heal}. */
  refuse(): void {
    this.#mode = "refuse";
    this.cut();
  }

  /** Takes connections and swallows all bytes of both directions, until {@link heal}: half-open connections. */
  blackhole(): void {
    this.#mode = "blackhole";
  }

  /** Lets requests through and swallows what the broker answers, until {@link heal}: done, but nobody knows. */
  dropReplies(): void {
    this.#mode = "drop-replies";
  }

  /** Ends it and all connections. */
  async close(): Promise<void> {
    this.#mode = "refuse";
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.cut();
    await closed;
  }

  #accept(client: Socket): void {
    client.on("error", () => undefined);
    if (this.#mode === "refuse" || this.#target === undefined) {
      client.resetAndDestroy();
      return;
    }
    const upstream = connect({ ...this.#target, noDelay: true });
    client.setNoDelay(true);
    const pair = { client, upstream };
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    upstream.on("error", () => undefined);
    upstream.on("close", end);
    client.on("close", end);
    client.on("data", (bytes) => {
      if (this.#mode === "blackhole") return;
      this.#bytesUp += bytes.length;
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (this.#mode === "pass" && !client.destroyed) client.write(bytes);
    });
  }
}
