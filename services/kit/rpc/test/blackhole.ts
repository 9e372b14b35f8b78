import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a server that can be made to swallow everything, as a network does that drops packets. */
export interface Blackhole {
  readonly url: string;
  /** From now on nothing arrives at either side, and no connection ends; new ones are taken and lead nowhere. */
  swallow(): void;
  /** New connections pass again; those of before stay dead. */
  pass(): void;
  /** Ends all connections that there are. */
  cut(): void;
  /** How many connections were taken. */
  taken(): number;
  close(): Promise<void>;
}

/** Opens a port of 127.0.0.1 that passes everything on to `target` until it is told to swallow it. */
export async function openBlackhole(target: string): Promise<Blackhole> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let swallowing = false;
  let taken = 0;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const server = createServer((near) => {
    taken += 1;
    sockets.add(near);
    near.on("error", () => undefined);
    if (swallowing) {
      near.pause();
      return;
    }
    const far = connect({ host: hostname, port: Number(port) });
    sockets.add(far);
    far.on("error", () => near.destroy());
    near.pipe(far).pipe(near);
    near.on("close", () => far.destroy());
  });
  server.listen({ host: "127.0.0.1", port: 0 });
  await once(server, "listening");
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}`,
    swallow() {
      swallowing = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    pass() {
      swallowing = false;
    },
    cut,
    taken: () => taken,
    async close() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
