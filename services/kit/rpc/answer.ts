import type { Message } from "@bufbuild/protobuf";

/**
 * What logic answers over RPC: the plain fields of message `M`, all of them.
 *
 * protobuf itself lets every field be left out, which would turn a forgotten field into a silent zero; here only
 * fields with presence (`optional`, messages) may be absent. Fields that the contract doesn't have don't compile.
 */
export type Answer<M> = M extends Plain
  ? M
  : M extends readonly (infer Item)[]
    ? readonly Answer<Item>[]
    : M extends object
      ? AnswerFields<M>
      : M;

type AnswerFields<M> = {
  readonly [K in keyof M as K extends keyof Message ? never : K]: undefined extends M[K]
    ? Answer<Exclude<M[K], undefined>> | undefined
    : Answer<M[K]>;
};

type Plain = string | number | bigint | boolean | Uint8Array | undefined;
