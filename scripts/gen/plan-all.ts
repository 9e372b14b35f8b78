import type { GenPlan } from "./planned-files.ts";
import { planRest } from "./rest/plan-rest.ts";
import { planRpc, rpcFolders } from "./rpc/plan-rpc.ts";
import type { WantedLogic } from "./scaffold.ts";
import { planSdk } from "./sdk/plan-sdk.ts";

export interface WholePlan {
  readonly plans: readonly GenPlan[];
  readonly logic: readonly WantedLogic[];
  /** How long each part took, in milliseconds. */
  readonly timings: ReadonlyMap<string, number>;
}

/** Plans every part of the generator at the same time; throws when any part can't be planned. */
export async function planAll(root: string): Promise<WholePlan> {
  const timings = new Map<string, number>();
  const timed = async <T>(name: string, part: Promise<T>): Promise<T> => {
    const start = performance.now();
    const value = await part;
    timings.set(name, performance.now() - start);
    return value;
  };
  const [rest, rpc] = await Promise.all([timed("rest", planRest(root)), timed("rpc", planRpc(root))]);
  const sdk = await timed("sdk", planSdk(rest));
  const restLogic = rest.services.flatMap(({ contract, operations }) =>
    operations
      .filter(({ handRouted }) => !handRouted)
      .map(({ operationId, typeName, declaredAt, summary }) => ({
        kind: "rest" as const,
        service: contract.service,
        name: operationId,
        typeName,
        importFrom: `@waypost/gen/rest/${contract.service}/operations.ts`,
        declaredAt,
        summary,
      })),
  );
  const rpcLogic = rpc.logic.map((one) => ({ ...one, kind: "rpc" as const, summary: "" }));
  return {
    plans: [rest, sdk, { files: rpc.files, folders: rpcFolders }],
    logic: [...restLogic, ...rpcLogic],
    timings,
  };
}
