import type { RpcMethod, RpcService } from "./read-services.ts";

/**
 * Emits `gen/rpc/<name>/operations.ts`: the type of each method's logic, the total map of a service, and the
 * descriptors the runtime mounts.
 */
export function emitOperations(name: string, services: readonly RpcService[]): string {
  const methods = services.flatMap((service) => service.methods);
  const pascal = name.replace(/(^|_)([a-z0-9])/g, (_, _bar, letter: string) => letter.toUpperCase());
  return `${[
    'import type { Call } from "@waypost/kit/call.ts";',
    'import type { Fault } from "@waypost/kit/errors/fault.ts";',
    'import type { Answer } from "@waypost/kit/rpc/answer.ts";',
    ...emitImports(services),
    ...methods.flatMap(emitMethod),
    "",
    `/** Everything that \`${name}\` answers over RPC; a map that lacks a method does not compile. */`,
    `export interface ${pascal}Rpc<C> {`,
    ...methods.map(({ desc }) => `  readonly ${desc.localName}: ${desc.name}<C>;`),
    "}",
    "",
    `/** The RPC services of \`${name}\`, for \`rpcService\` of the kit. */`,
    `export const ${pascal[0]?.toLowerCase()}${pascal.slice(1)}RpcServices = [${services.map((s) => s.desc.name).join(", ")}] as const;`,
  ].join("\n")}\n`;
}

function emitMethod({ desc, comment }: RpcMethod): string[] {
  const streams = desc.methodKind === "server_streaming";
  if (!streams && desc.methodKind !== "unary") {
    throw new Error(`${desc} streams from the client, which logic files don't support; use unary calls.`);
  }
  const answer = `Answer<${desc.output.name}>`;
  const doc =
    comment === "" ? [] : ["/**", ...comment.split("\n").map((line) => ` * ${line}`.trimEnd()), " */"];
  return [
    "",
    ...(streams
      ? [`export type ${desc.name}Item = ${answer};`]
      : [`export type ${desc.name}Result = ${answer} | Fault;`]),
    ...doc,
    `export type ${desc.name}<C> = (`,
    "  ctx: C,",
    "  call: Call,",
    `  input: ${desc.input.name},`,
    `) => ${streams ? `AsyncIterable<${desc.name}Item>` : `Promise<${desc.name}Result>`};`,
  ];
}

function emitImports(services: readonly RpcService[]): string[] {
  const types = new Map<string, Set<string>>();
  const add = (file: string, name: string) => types.set(file, (types.get(file) ?? new Set()).add(name));
  for (const service of services) {
    add(service.desc.file.name, service.desc.name);
    for (const { desc } of service.methods) {
      add(desc.input.file.name, `type ${desc.input.name}`);
      add(desc.output.file.name, `type ${desc.output.name}`);
    }
  }
  return [...types].map(([file, names]) => {
    const list = [...names].sort((a, b) => (bare(a) < bare(b) ? -1 : 1));
    return `import {\n${list.map((name) => `  ${name},\n`).join("")}} from "../../proto/${file}_pb.ts";`;
  });
}

function bare(name: string): string {
  return name.replace(/^type /, "");
}
