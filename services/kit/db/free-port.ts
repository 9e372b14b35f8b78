import { createServer } from "node:net";

/** A TCP port on the loopback address that was free a moment ago; whoever uses it must be ready to ask again. */
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
