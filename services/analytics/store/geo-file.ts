import { readFile, stat } from "node:fs/promises";
import { BlockList } from "node:net";
import { fileURLToPath } from "node:url";
import { type CountryResponse, Reader } from "maxmind";
import type { Logger } from "pino";

/** What the database that comes along answers; others nest the code. */
type GeoResponse = CountryResponse & { readonly country_code?: string };

/** Addresses that are nowhere in particular; some databases put them into a country all the same. */
const nowhere = new BlockList();
for (const [prefix, length] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["224.0.0.0", 3],
] as const) {
  nowhere.addSubnet(prefix, length, "ipv4");
}
for (const [prefix, length] of [
  ["::", 127],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const) {
  nowhere.addSubnet(prefix, length, "ipv6");
}

const CHECK_EVERY_MS = 5_000;

/** The path of the database that comes along: countries of addresses, under CC0. */
export function defaultGeoFile(): string {
  return fileURLToPath(
    import.meta.resolve("@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb"),
  );
}

/**
 * Countries of addresses from a MaxMind database. It is read with the first question that may wait for it, and again
 * when the file has changed; a new file that can't be read leaves the old one in use. Without any, no country is
 * known.
 */
export class GeoFile {
  readonly #path: string;
  readonly #log: Logger;
  #reader: Reader<GeoResponse> | null = null;
  #version = "";
  #checkedAt = Number.NEGATIVE_INFINITY;

  constructor(path: string, log: Logger) {
    this.#path = path;
    this.#log = log;
  }

  /** Reads the file when it is new or has changed; looks at most every five seconds. True when it was read. */
  async refresh(now: number = performance.now()): Promise<boolean> {
    if (now - this.#checkedAt < CHECK_EVERY_MS) return false;
    this.#checkedAt = now;
    try {
      const { mtimeMs, size, ino } = await stat(this.#path);
      const version = `${mtimeMs} ${size} ${ino}`;
      if (version === this.#version) return false;
      // Noted first: a broken file is not read again and again.
      this.#version = version;
      const reader = new Reader<GeoResponse>(await readFile(this.#path));
      this.#reader = reader;
      this.#log.info(
        { file: this.#path, built: reader.metadata.buildEpoch },
        "The database of countries was read",
      );
      return true;
    } catch (error) {
      const kept = this.#reader === null ? "no country is known" : "the old one stays in use";
      this.#log.error({ err: error, file: this.#path }, `The database of countries can't be read; ${kept}`);
      return false;
    }
  }

  /** ISO 3166-1 code of the country, or null when it isn't known. */
  country(address: string): string | null {
    if (nowhere.check(address, address.includes(":") ? "ipv6" : "ipv4")) return null;
    const found = this.#reader?.get(address) ?? null;
    const code = found?.country_code ?? found?.country?.iso_code ?? found?.registered_country?.iso_code;
    return code !== undefined && /^[A-Z]{2}$/.test(code) ? code : null;
  }
}
