/** Where this product answers, and destinations must not point. */
export interface OwnAddress {
  /** What visitors see before the code, without a slash at the end. */
  readonly url: string;
  /** Normalised, without a dot at the end. */
  readonly host: string;
  readonly port: string;
}

/** The address of `publicUrl`, such as `https://go.example.com`. */
export function ownAddressOf(publicUrl: string): OwnAddress {
  const url = new URL(publicUrl);
  return { url: publicUrl, host: bareHost(url.hostname), port: portOf(url) };
}

/**
 * Whether `url` leads back to `own`. A public name is refused on every port, since which of them lead back depends on
 * what stands in front; on a machine's own loopback, other ports are other programs, so only the own port is.
 */
export function pointsBack(url: URL, own: OwnAddress): boolean {
  const host = bareHost(url.hostname);
  if (isLoopback(own.host)) return isLoopback(host) && portOf(url) === own.port;
  return host === own.host;
}

/** The parser has lowered the case, made punycode and written addresses in their usual form; mapped IPv4 is unmapped. */
function bareHost(hostname: string): string {
  const [, high, low] = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(hostname) ?? [];
  if (high === undefined || low === undefined) return hostname.replace(/\.+$/, "");
  return [high, low]
    .map((group) => Number.parseInt(group, 16))
    .flatMap((group) => [group >>> 8, group & 0xff])
    .join(".");
}

function portOf(url: URL): string {
  if (url.port !== "") return url.port;
  return url.protocol === "https:" ? "443" : "80";
}

function isLoopback(host: string): boolean {
  return (
    host === "localhost" ||
    host.endsWith(".localhost") ||
    host === "0.0.0.0" ||
    /^127\.\d+\.\d+\.\d+$/.test(host) ||
    host === "[::]" ||
    host === "[::1]"
  );
}
