/** Why a record can't be read: the reason of its dead letter. */
export class UnreadableRecord extends Error {
  override readonly name = "UnreadableRecord";
  /** `undecodable`: not the bytes of a record. `unknown-kind`: of a later version. `invalid`: breaks a rule of the contract. */
  readonly reason: "undecodable" | "unknown-kind" | "invalid";

  constructor(reason: UnreadableRecord["reason"], detail: string) {
    super(detail);
    this.reason = reason;
  }
}
