import { createCipheriv, randomUUID } from "node:crypto";
import { create, toBinary } from "@bufbuild/protobuf";
import type { DayKey } from "@waypost/analytics/domain/address-seal.ts";
import { dayOf } from "@waypost/analytics/domain/click-time.ts";
import { ClickEventSchema, ClickMethod } from "@waypost/gen/proto/waypost/events/v1/click_pb.ts";
import { parse as uuidBytes } from "uuid";
import { seededRandom } from "../seeded-random.ts";

const links = 10_000;
const visitors = 20_000;

/** Makes payloads of clicks as the redirect writes them: links by Zipf's law, visitors with addresses and agents of their own. */
export class ClickMaker {
  readonly #cumulated = new Float64Array(links);
  readonly #linkIds = Array.from({ length: links }, () => uuidBytes(randomUUID()));
  readonly #workspaceId = uuidBytes(randomUUID());
  readonly #visitors: readonly Visitor[];
  readonly #keyDay: number;
  readonly #random: () => number;

  constructor(key: DayKey, now: number) {
    let sum = 0;
    for (let rank = 1; rank <= links; rank++) {
      sum += 1 / rank;
      this.#cumulated[rank - 1] = sum;
    }
    this.#random = seededRandom(42);
    this.#keyDay = dayOf(now);
    this.#visitors = Array.from({ length: visitors }, () => this.#makeVisitor(key));
  }

  make(clickedAt: number): Uint8Array {
    const visitor = this.#visitors[Math.floor(this.#random() * visitors)];
    return toBinary(
      ClickEventSchema,
      create(ClickEventSchema, {
        kind: {
          case: "linkClicked",
          value: {
            linkId: this.#linkIds[this.#pickLink()] ?? new Uint8Array(16),
            workspaceId: this.#workspaceId,
            clickedAtMs: BigInt(clickedAt),
            destination: "https://example.com/a/page/of/some/length?with=a-query",
            method: ClickMethod.GET,
            keyDay: this.#keyDay,
            referrer: referrers[Math.floor(this.#random() * referrers.length)] ?? "",
            sealedAddress: visitor?.sealed ?? new Uint8Array(0),
            userAgent: visitor?.userAgent ?? "",
          },
        },
      }),
    );
  }

  #pickLink(): number {
    const wanted = this.#random() * (this.#cumulated[links - 1] ?? 1);
    let low = 0;
    let high = links - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#cumulated[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #makeVisitor(key: DayKey): Visitor {
    const address = Buffer.alloc(16);
    address.writeUInt16BE(0xffff, 10);
    for (let at = 12; at < 16; at++) address[at] = 1 + Math.floor(this.#random() * 220);
    const cipher = createCipheriv("aes-128-ecb", key.sealKey, null).setAutoPadding(false);
    const major = 100 + Math.floor(this.#random() * 40);
    const template = agents[Math.floor(this.#random() * agents.length)] ?? "";
    return {
      sealed: Uint8Array.from(cipher.update(address)),
      userAgent: template.replaceAll("MAJOR", String(major)),
    };
  }
}

interface Visitor {
  readonly sealed: Uint8Array;
  readonly userAgent: string;
}

const referrers = [
  "",
  "",
  "https://www.google.com/",
  "https://t.co/abc",
  "https://www.facebook.com/",
  "https://news.ycombinator.com/item",
  ...Array.from({ length: 200 }, (_, index) => `https://site-${index}.example.org/page/${index % 17}`),
];

const agents = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/MAJOR.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/MAJOR.0.0.0 Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64; rv:MAJOR.0) Gecko/20100101 Firefox/MAJOR.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/MAJOR.0.0.0 Mobile Safari/537.36",
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/MAJOR.0.0.0 Safari/537.36 Edg/MAJOR.0.0.0",
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
];
