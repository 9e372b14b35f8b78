import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { GenPlan } from "./planned-files.ts";
import type { WantedLogic } from "./wanted-logic.ts";

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
  // In this order, and loaded only here: PostgreSQL and buf are at work on another core while this one loads the
  // tools of REST, which takes as long as their work.
  const database = import("../db/database-files.ts").then((part) =>
    timed("db", part.planDatabaseFiles(root)),
  );
  const rpcPlan = import("./rpc/plan-rpc.ts").then((part) => timed("rpc", part.planRpc(root)));
  const restPlan = import("./rest/plan-rest.ts").then((part) => timed("rest", part.planRest(root)));
  const sdkPlan = restPlan.then(async (plan) => {
    const { planSdk } = await import("./sdk/plan-sdk.ts");
    return await timed("sdk", planSdk(plan));
  });
  const declarations = import("./product/read-declarations.ts").then(({ readDeclarations }) =>
    timed("declarations", readDeclarations(root)),
  );
  const [rest, sdk, rpc, tables, declared] = await allOrEveryError([
    restPlan,
    sdkPlan,
    rpcPlan,
    database,
    declarations,
  ]);
  const { planProduct } = await import("./product/plan-product.ts");
  const { frontService, planGateway } = await import("./gateway/plan-gateway.ts");
  const { rpcFolders } = await import("./rpc/plan-rpc.ts");
  const read = (path: string) => readFile(join(root, path), "utf8").catch(() => "");
  const product = await planProduct(declared, {
    modules: rpc.modules,
    front: frontService(rest.services),
    readme: await read("README.md"),
    stackEnv: await read("deploy/stack.env"),
  });
  const restLogic = rest.services.flatMap(({ contract, operations }) =>
    operations
      .filter(({ handRouted }) => !handRouted)
      .map((operation) => ({
        kind: "rest" as const,
        service: contract.service,
        name: operation.operationId,
        typeName: operation.typeName,
        importFrom: `@waypost/gen/rest/${contract.service}/operations.ts`,
        declaredAt: operation.declaredAt,
        summary: operation.summary,
        test: { contract, operation },
      })),
  );
  const rpcLogic = rpc.logic.map((one) => ({ ...one, kind: "rpc" as const }));
  return {
    plans: [
      rest,
      sdk,
      planGateway(rest.services),
      product,
      { files: rpc.files, folders: rpcFolders },
      { files: tables, folders: ["gen/db", "db"], owns: /^gen\/db\/|^db\/[^/]+\.schema\.sql$/ },
    ],
    logic: [...restLogic, ...rpcLogic],
    timings,
  };
}

/** As `Promise.all`, but waits for all and tells every reason, so that one run names everything that is wrong. */
async function allOrEveryError<const Parts extends readonly unknown[]>(
  parts: Parts,
): Promise<{ [Index in keyof Parts]: Awaited<Parts[Index]> }> {
  const settled = await Promise.allSettled(parts);
  const reasons = settled.flatMap((part) => (part.status === "rejected" ? [toError(part.reason)] : []));
  const messages = [...new Set(reasons.map(({ message }) => message))];
  if (messages.length > 0) throw new Error(messages.join("\n"), { cause: reasons[0] });
  return Promise.all(parts);
}

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
