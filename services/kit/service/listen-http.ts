import { createServer } from "node:net";
import type { FastifyInstance } from "fastify";

/** Says, in one sentence, that an address can't be listened on, and what to do. */
export class AddressError extends Error {
  override readonly name = "AddressError";

  /** `setting` is where the port was chosen, `hostSetting` where the host was. */
  constructor(host: string, port: number, setting: string, cause: unknown, hostSetting = "WAYPOST_HOST") {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    const where = `Port ${port} on ${host}`;
    super(
      code === "EADDRINUSE"
        ? `${where} is in use; stop what listens there, or choose another in ${setting}.`
        : code === "EACCES"
          ? `${where} needs more rights than this user has; choose one from 1024 up in ${setting}.`
          : code === "EADDRNOTAVAIL" || code === "ENOTFOUND"
            ? `${host} is no address of this machine; choose another in ${hostSetting}.`
            : `${where} can't be listened on (${String(code ?? cause)}); check ${hostSetting} and ${setting}.`,
      { cause },
    );
  }
}

/**
 * Finds out whether an address can be listened on, before anything costly is started; picks the port when it is 0.
 *
 * @throws AddressError when it can't.
 */
export async function probeAddress(host: string, port: number, setting: string): Promise<number> {
  const server = createServer();
  try {
    return await new Promise<number>((resolve, reject) => {
      server.once("error", reject);
      // Without `exclusive` a worker would ask the first process of the cluster.
      server.listen({ host, port, exclusive: true }, () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : port);
      });
    });
  } catch (error) {
    throw new AddressError(host, port, setting, error);
  } finally {
    server.close();
  }
}

/** Opens the app's port. Throws an {@link AddressError} when that can't be done. */
export async function listenHttp(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await app.listen({ host, port, backlog: 1_024 });
  } catch (error) {
    throw new AddressError(host, port, "WAYPOST_PORT", error);
  }
  return urlOf(host, port);
}

/** The URL that a browser on this machine uses for an address that is listened on. */
export function urlOf(host: string, port: number): string {
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
