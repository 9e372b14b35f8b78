import type { Assigner, AssignerProtocol, PartitionAssigner } from "kafkajs";
import { type Holder, shareOut } from "./sticky-shares.ts";

/** What a member tells of itself when it joins. */
export interface Held {
  readonly partitions: readonly number[];
  /** When it got them, in epoch milliseconds. */
  readonly since: number;
}

/** Of the library, as it is loaded only when it is needed. */
type Protocol = typeof AssignerProtocol;

/**
 * The library's own assigner shares partitions out anew at every change of the group. This one moves no more than
 * fairness needs; the member that leads the group decides for all. For groups of one topic.
 */
export function stickyAssigner(protocol: Protocol, topic: string, held: () => Held): PartitionAssigner {
  return ({ cluster }): Assigner => ({
    name: "waypost-sticky",
    version: 0,
    protocol: ({ topics }) => ({
      name: "waypost-sticky",
      metadata: protocol.MemberMetadata.encode({
        version: 0,
        topics,
        userData: Buffer.from(JSON.stringify(held())),
      }),
    }),
    async assign({ members }) {
      const holders = members.map(({ memberId, memberMetadata }) =>
        holderOf(protocol, memberId, memberMetadata),
      );
      const partitions = cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId);
      return Array.from(shareOut(holders, partitions), ([memberId, share]) => ({
        memberId,
        memberAssignment: protocol.MemberAssignment.encode({
          version: 0,
          assignment: { [topic]: [...share] },
          userData: Buffer.alloc(0),
        }),
      }));
    },
  });
}

/** A member that says nothing readable holds nothing. */
function holderOf(protocol: Protocol, id: string, metadata: Buffer): Holder {
  try {
    const told: unknown = JSON.parse(String(protocol.MemberMetadata.decode(metadata)?.userData ?? "null"));
    if (typeof told !== "object" || told === null) return { id, held: [], since: 0 };
    const { partitions, since } = told as { readonly partitions?: unknown; readonly since?: unknown };
    const held = Array.isArray(partitions) ? partitions.filter(Number.isInteger) : [];
    return { id, held, since: Number(since) || 0 };
  } catch {
    return { id, held: [], since: 0 };
  }
}
