import { createFileRegistry, type DescMethod, type DescService, fromBinary } from "@bufbuild/protobuf";
import { type FileDescriptorProto, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { locate } from "./locate.ts";
import { runBuf } from "./run-buf.ts";

export interface RpcMethod {
  readonly desc: DescMethod;
  /** The comment above the method, without markers; empty when there is none. */
  readonly comment: string;
  /** `file:line` of the declaration. */
  readonly declaredAt: string;
}

export interface RpcService {
  /** The folder below `services/`: `identity` for the package `waypost.identity.v1`. */
  readonly name: string;
  readonly desc: DescService;
  readonly methods: readonly RpcMethod[];
}

/** Reads the services that proto/waypost declares, in order of their files. */
export async function readServices(root: string): Promise<readonly RpcService[]> {
  const image = fromBinary(
    FileDescriptorSetSchema,
    await runBuf(root, ["build", "--path", "proto/waypost", "--output", "-"]),
  );
  const registry = createFileRegistry(image);
  const services: RpcService[] = [];
  for (const { name } of image.file) {
    const file = registry.getFile(name);
    if (file === undefined) continue;
    const owner = /^waypost\.([a-z0-9_]+)\.v\d+$/.exec(file.proto.package)?.[1];
    if (owner === undefined) continue;
    file.services.forEach((desc, at) => {
      const methods = desc.methods.map((method, index) => ({
        desc: method,
        ...describe(file.proto, [6, at, 2, index]),
      }));
      services.push({ name: owner, desc, methods });
    });
  }
  return services;
}

function describe(
  file: FileDescriptorProto,
  path: readonly number[],
): Pick<RpcMethod, "comment" | "declaredAt"> {
  const { comment, line } = locate(file, path);
  return { comment, declaredAt: `proto/${file.name}:${line}` };
}
