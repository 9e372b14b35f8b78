import type { TestSource } from "./scaffold-test.ts";

/** A piece of logic that a contract asks for: one file `services/<service>/logic/<kebab-case of name>.ts`. */
export interface WantedLogic {
  readonly kind: "rest" | "rpc";
  readonly service: string;
  /** The exported constant, such as `createLink`. */
  readonly name: string;
  /** The generated type of that constant, such as `CreateLink`. */
  readonly typeName: string;
  readonly importFrom: string;
  /** `file:line` of the contract. */
  readonly declaredAt: string;
  readonly summary: string;
  /** An RPC method that answers a stream. */
  readonly streams?: boolean;
  /** Without it, no test is scaffolded. */
  readonly test?: TestSource;
}
