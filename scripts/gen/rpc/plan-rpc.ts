import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DescMessage } from "@bufbuild/protobuf";
import type { GenPlan } from "../planned-files.ts";
import type { TestSource } from "../scaffold-test.ts";
import { emitOperations } from "./emit-operations.ts";
import { type RpcService, readServices } from "./read-services.ts";
import { runBuf } from "./run-buf.ts";
import { printProtovalidate, vendoredProtovalidate } from "./vendor-protovalidate.ts";

/** A method that needs one logic file: `services/<service>/logic/<kebab(name)>.ts`, exporting `name`. */
export interface RpcLogic {
  /** The folder below `services/`. */
  readonly service: string;
  /** The exported constant, such as `verifyKey`. */
  readonly name: string;
  /** The generated type of that constant, generic in the service's context, such as `VerifyKey`. */
  readonly typeName: string;
  /** What to import the type from. */
  readonly importFrom: string;
  /** Where the contract declares it, as `file:line`. */
  readonly declaredAt: string;
  /** The first sentence of the comment above the method; empty when there is none. */
  readonly summary: string;
  /** Answers any number of messages. */
  readonly streams: boolean;
  /** What its first test is made from; methods that answer a stream have none. */
  readonly test?: TestSource;
}

export interface RpcPlan extends GenPlan {
  readonly logic: readonly RpcLogic[];
  /** The RPC services with the module, below gen/, that has them: `proto/waypost/identity/v1/identity_pb.ts`. */
  readonly modules: ReadonlyMap<string, string>;
}

const header =
  "// Generated from proto/ by `npm run gen`. Do not edit: change the contract and generate again.\n";

/**
 * Plans everything that is generated from proto/, in memory; writes nothing below `root`.
 * @throws Error with buf's findings (file, line, reason) when the contracts don't compile, or when two methods of one
 * service folder have the same name.
 */
export async function planRpc(root: string): Promise<RpcPlan> {
  const vendored = await readFile(join(root, vendoredProtovalidate), "utf8").catch(() => "");
  if (vendored !== printProtovalidate()) {
    throw new Error(
      `${vendoredProtovalidate} is not that of the installed validator; run: node scripts/gen/rpc/vendor-protovalidate.ts`,
    );
  }
  const [messages, services] = await Promise.all([planMessages(root), readServices(root)]);
  const files = new Map(messages);
  const byName = Map.groupBy(services, (service) => service.name);
  for (const [name, declared] of byName) {
    refuseTwins(declared);
    files.set(`gen/rpc/${name}/operations.ts`, header + emitOperations(name, declared));
  }
  const logic = services.flatMap((service) =>
    service.methods.map((method) => ({
      service: service.name,
      name: method.desc.localName,
      typeName: method.desc.name,
      importFrom: `@waypost/gen/rpc/${service.name}/operations.ts`,
      declaredAt: method.declaredAt,
      summary: method.comment.replaceAll("\n", " ").split(/(?<=\.) /, 1)[0] ?? "",
      streams: method.desc.methodKind === "server_streaming",
      ...(method.desc.methodKind === "server_streaming" ? {} : { test: testSourceOf(method.desc.input) }),
    })),
  );
  const modules = new Map(services.map(({ desc }) => [desc.typeName, `proto/${desc.file.name}_pb.ts`]));
  const folders = ["gen/proto", "gen/rpc"];
  return { modules, folders, files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))), logic };
}

/** protoc-gen-es writes files, so it runs into a temporary folder. */
async function planMessages(root: string): Promise<[string, string][]> {
  const folder = await mkdtemp(join(tmpdir(), "waypost-gen-"));
  try {
    await runBuf(root, ["generate", "--output", folder]);
    const found = await readdir(folder, { recursive: true, withFileTypes: true });
    return await Promise.all(
      found
        .filter((entry) => entry.isFile())
        .map(async (entry): Promise<[string, string]> => {
          const path = join(entry.parentPath, entry.name);
          const relative = path.slice(folder.length + 1).replaceAll("\\", "/");
          return [relative, header + (await readFile(path, "utf8"))];
        }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function testSourceOf({ name, file }: DescMessage): TestSource {
  return { request: name, module: `proto/${file.name}_pb.ts` };
}

function refuseTwins(services: readonly RpcService[]): void {
  const seen = new Map<string, string>();
  for (const { desc, declaredAt } of services.flatMap((service) => service.methods)) {
    const twin = seen.get(desc.name);
    if (twin !== undefined) {
      throw new Error(
        `${declaredAt}: ${desc.name} is already a method at ${twin}; one logic file serves one method.`,
      );
    }
    seen.set(desc.name, declaredAt);
  }
}
