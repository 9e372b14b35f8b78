import { constants, openSync } from "node:fs";
import { join } from "node:path";
import { findLastingPort } from "./free-port.ts";

/** Where a PostgreSQL listens: the absolute folder of its socket, or a host name, and the port that names the socket. */
export interface PostgresAddress {
  readonly host: string;
  readonly port: number;
}

/** Whether the address is a socket of the file system. */
export function isSocket({ host }: PostgresAddress): boolean {
  return host.startsWith("/");
}

/** The socket's file, as PostgreSQL names it. */
export function socketFile({ host, port }: PostgresAddress): string {
  return `${host}/.s.PGSQL.${port}`;
}

/** What `sockaddr_un` holds, without the zero at its end. */
const maxSocketBytes = process.platform === "linux" ? 107 : 103;

/**
 * Where the server of the cluster `folder`/pgdata should listen: by a socket in there, which nobody else may enter. Where
 * that path is too long for a socket, Linux knows the same folder by a short name, good for as long as this process runs;
 * elsewhere, and on Windows, it is a port of 127.0.0.1, which anybody on the machine may reach.
 */
export async function chooseAddress(folder: string): Promise<PostgresAddress> {
  const inFolder = { host: join(folder, "pgdata"), port: 5432 };
  if (process.platform === "win32") return { host: "127.0.0.1", port: await findLastingPort() };
  if (Buffer.byteLength(socketFile(inFolder)) <= maxSocketBytes) return inFolder;
  if (process.platform === "linux") return { ...inFolder, host: `${shortNameOf(folder)}/pgdata` };
  return { host: "127.0.0.1", port: await findLastingPort() };
}

/** By folder. Never closed: whoever was told the name may connect again at any time. */
const openFolders = new Map<string, number>();

/** The same at every call, so that a server which is started again is found under its old address. */
function shortNameOf(folder: string): string {
  const open = openFolders.get(folder) ?? openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  openFolders.set(folder, open);
  return `/proc/${process.pid}/fd/${open}`;
}

/** The URL of a database at `address`. A socket's folder is its parameter `host`, which wins over the host of the URL. */
export function postgresUrl(address: PostgresAddress, role: string, secret: string, database: string) {
  const host = isSocket(address) ? "localhost" : address.host;
  const folder = isSocket(address) ? `?host=${encodeURIComponent(address.host)}` : "";
  return `postgres://${encodeURIComponent(role)}:${secret}@${host}:${address.port}/${encodeURIComponent(database)}${folder}`;
}

/** The address in a database's URL. */
export function addressOf(url: string): PostgresAddress {
  const { hostname, port, searchParams } = new URL(url);
  return { host: searchParams.get("host") ?? hostname, port: Number(port === "" ? 5432 : port) };
}
