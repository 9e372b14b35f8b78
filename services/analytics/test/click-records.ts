import { createCipheriv, randomUUID } from "node:crypto";
import { create, type Message, toBinary } from "@bufbuild/protobuf";
import {
  ClickEventSchema,
  ClickMethod,
  type LinkClicked,
} from "@waypost/gen/proto/waypost/events/v1/click_pb.ts";
import type { IngestRecord } from "../consumers/prepare-batch.ts";
import type { DayKey } from "../domain/address-seal.ts";
import { dayOf } from "../domain/click-time.ts";

export const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

export type ClickInit = Partial<
  Omit<LinkClicked, keyof Message | "linkId" | "workspaceId" | "clickedAtMs">
> & {
  readonly link?: string;
  readonly workspace?: string;
  readonly at?: number;
};

export const workspace = "0198f000-0000-7000-8000-000000000001";
export const link = "0198f000-0000-7000-8000-00000000000a";

export function uuidBytes(uuid: string): Uint8Array {
  return Uint8Array.from(Buffer.from(uuid.replaceAll("-", ""), "hex"));
}

/** The payload of a click. */
export function clickPayload(init: ClickInit = {}): Uint8Array {
  const { link: linkUuid = link, workspace: workspaceUuid = workspace, at = Date.now(), ...rest } = init;
  return toBinary(
    ClickEventSchema,
    create(ClickEventSchema, {
      kind: {
        case: "linkClicked",
        value: {
          destination: "https://example.com/",
          method: ClickMethod.GET,
          userAgent: firefox,
          ...rest,
          linkId: uuidBytes(linkUuid),
          workspaceId: uuidBytes(workspaceUuid),
          clickedAtMs: BigInt(at),
        },
      },
    }),
  );
}

/** Seals an IPv4 address as the writer does. */
export function sealed(
  key: DayKey,
  address: string,
  at = Date.now(),
): { sealedAddress: Uint8Array; keyDay: number } {
  const mapped = Buffer.concat([
    Buffer.from("00000000000000000000ffff", "hex"),
    Buffer.from(address.split(".").map(Number)),
  ]);
  const cipher = createCipheriv("aes-128-ecb", key.sealKey, null).setAutoPadding(false);
  return { sealedAddress: Uint8Array.from(cipher.update(mapped)), keyDay: dayOf(at) };
}

export function record(lane: string, seq: number, payload: Uint8Array, at = Date.now()): IngestRecord {
  return { lane, seq, payload, headers: {}, at };
}

/** Records `from` … of a new or given lane. */
export function records(
  payloads: readonly Uint8Array[],
  lane: string = randomUUID(),
  from = 1,
): IngestRecord[] {
  return payloads.map((payload, index) => record(lane, from + index, payload));
}
