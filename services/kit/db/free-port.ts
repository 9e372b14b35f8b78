import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";

/** A TCP port on the loopback address that was free a moment ago; it may be taken before use, so be ready to ask again. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === "object") resolve(address.port);
        else reject(new Error("No free TCP port on 127.0.0.1."));
      });
    });
  });
}

const LASTING_FROM = 15_000;
const LASTING_ATTEMPTS = 100;

/**
 * As {@link findFreePort}, from those that the system never gives to outgoing connections: a server that is stopped and
 * started again finds it free, however many clients try to reach it meanwhile.
 */
export async function findLastingPort(): Promise<number> {
  const below = firstOutgoingPort();
  for (let attempt = 0; attempt < LASTING_ATTEMPTS; attempt++) {
    const port = randomInt(LASTING_FROM, below);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No free TCP port on 127.0.0.1 from ${LASTING_FROM} to ${below}.`);
}

/** Whether nothing listens on the port of 127.0.0.1, and no connection goes out from it, at this moment. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

function firstOutgoingPort(): number {
  try {
    const first = Number(readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "utf8").split(/\s/)[0]);
    if (first > LASTING_FROM + LASTING_ATTEMPTS) return first;
  } catch {
    // Not Linux: systems that follow the IANA begin at 49152.
  }
  return 32_768;
}
