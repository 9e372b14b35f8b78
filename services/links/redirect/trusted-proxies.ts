import { BlockList, isIP } from "node:net";

/** Tells the address of the visitor from that of the connection and `X-Forwarded-For`. */
export type VisitorAddress = (peer: string, forwardedFor: string | undefined) => string;

const maxHops = 32;

/**
 * Believes the proxies of `WAYPOST_TRUST_PROXY`, given as addresses and networks; none means nobody.
 *
 * `X-Forwarded-For` is read from its end, which the nearest proxy wrote, and only as far as each writer is trusted:
 * what a visitor puts in front of it is never believed.
 *
 * @throws Error in one sentence for what is no address or network.
 */
export function visitorAddressBy(proxies: readonly string[]): VisitorAddress {
  if (proxies.length === 0) return (peer) => peer;
  const list = new BlockList();
  for (const proxy of proxies) addTo(list, proxy);
  const trusted = (address: string) => {
    const bare = address.startsWith("::ffff:") && address.includes(".") ? address.slice(7) : address;
    const version = isIP(bare);
    return version !== 0 && list.check(bare, version === 4 ? "ipv4" : "ipv6");
  };
  return (peer, forwardedFor) => {
    if (forwardedFor === undefined) return peer;
    const hops = forwardedFor.split(",").slice(-maxHops);
    let address = peer;
    while (hops.length > 0 && trusted(address)) {
      const next = bareAddress(hops.pop() ?? "");
      if (next === null) break;
      address = next;
    }
    return address;
  };
}

function addTo(list: BlockList, proxy: string): void {
  const [address = "", bits] = proxy.split("/");
  const version = isIP(address);
  const width = version === 4 ? 32 : 128;
  const length = bits === undefined ? width : Number(bits);
  if (version === 0 || bits === "" || !Number.isInteger(length) || length < 0 || length > width)
    throw new Error(
      `WAYPOST_TRUST_PROXY: \`${proxy}\` is no address or network; write such as 10.0.0.1 or 10.0.0.0/8.`,
    );
  list.addSubnet(address, length, version === 4 ? "ipv4" : "ipv6");
}

/** `1.2.3.4`, `1.2.3.4:5678`, `[::1]:5678` or `::1`; null for anything else, such as `unknown`. */
function bareAddress(hop: string): string | null {
  const text = hop.trim();
  const address =
    /^\[(.+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
  return isIP(address) === 0 ? null : address;
}
