import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PlanMemory } from "./plan-memory.ts";
import type { GenPlan } from "./planned-files.ts";
import type { WantedLogic } from "./wanted-logic.ts";

export interface WholePlan {
  readonly plans: readonly GenPlan[];
  readonly logic: readonly WantedLogic[];
  /** How long each part took, in milliseconds. */
  readonly timings: ReadonlyMap<string, number>;
}

/**
 * Plans every part of the generator at the same time; throws when any part can't be planned. A part whose inputs are
 * those of the last time is not planned again, unless asked for `fresh`.
 */
export async function planAll(root: string, options: { readonly fresh?: boolean } = {}): Promise<WholePlan> {
  const memory = new PlanMemory(root, options.fresh);
  const timings = new Map<string, number>();
  const timed = async <T>(name: string, part: Promise<T>): Promise<T> => {
    const start = performance.now();
    const value = await part;
    timings.set(name, performance.now() - start);
    return value;
  };
  // In this order, and loaded only here: PostgreSQL and buf are at work on another core while this one loads the
  // tools of REST, which takes as long as their work.
  const database = timed("db", planDatabase(root, memory));
  const rpcPlan = timed(
    "rpc",
    memory.recall("rpc", { paths: ["proto", "buf.yaml", "buf.gen.yaml"] }, async () =>
      (await import("./rpc/plan-rpc.ts")).planRpc(root),
    ),
  );
  const restPlan = timed(
    "rest",
    import("./rest/plan-rest.ts").then((part) => part.planRest(root, memory)),
  );
  const sdkPlan = restPlan.then((plan) => {
    const texts = ["openapi.json", "problems.ts"].map((name) => plan.files.get(`gen/rest/${name}`) ?? "");
    return timed(
      "sdk",
      memory.recall("sdk", { texts }, async () => (await import("./sdk/plan-sdk.ts")).planSdk(plan)),
    );
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
      rpc,
      { files: tables, folders: ["gen/db", "db"], owns: /^gen\/db\/|^db\/[^/]+\.schema\.sql$/ },
    ],
    logic: [...restLogic, ...rpcLogic],
    timings,
  };
}

async function planDatabase(root: string, memory: PlanMemory): Promise<ReadonlyMap<string, string>> {
  const [{ readUses }, { servicesWithMigrations }] = await Promise.all([
    import("@waypost/kit/service/read-uses.ts"),
    import("../db/services-with-migrations.ts"),
  ]);
  const uses = JSON.stringify(await readUses(root, servicesWithMigrations(root)));
  return await memory.recall("db", { paths: ["db"], texts: [uses] }, async () =>
    (await import("../db/database-files.ts")).planDatabaseFiles(root),
  );
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
