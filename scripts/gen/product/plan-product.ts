import { aclsOf } from "@waypost/kit/kafka/topics/acls.ts";
import { declareTopics } from "@waypost/kit/kafka/topics/declarations.ts";
import { topicSettings } from "@waypost/kit/kafka/topics/topic-settings.ts";
import type { ServiceDeclaration } from "@waypost/kit/service/declare-service.ts";
import { parseSettings } from "@waypost/kit/settings/parse-settings.ts";
import { aclDocument } from "../../topics/acl-document.ts";
import { type GenPlan, header } from "../planned-files.ts";
import { authenticator } from "./order-services.ts";
import { readTopics } from "./read-topics.ts";

const source = "services/*/declaration.ts";

/** Files outside of gen/ that are made from declarations as a whole. */
const owns = /^gen\/product\.ts$|^services\/all\/services\.ts$|^deploy\/kafka-acls\.sh$/;

/**
 * Plans what the product knows of all its services, from their declarations. `modules` has the module below gen/ of each
 * RPC service.
 */
export function planProduct(
  declared: readonly ServiceDeclaration[],
  modules: ReadonlyMap<string, string>,
): GenPlan {
  const files = new Map<string, string>();
  if (declared.length > 0) {
    files.set("gen/product.ts", emitProduct(declared, modules));
    files.set("services/all/services.ts", emitServices(declared));
    const topics = declareTopics(readTopics(declared), parseSettings(topicSettings, {}));
    files.set("deploy/kafka-acls.sh", aclDocument(aclsOf(topics)));
  }
  return { files, folders: ["gen", "services/all", "deploy"], owns };
}

function emitProduct(declared: readonly ServiceDeclaration[], modules: ReadonlyMap<string, string>): string {
  const { name, authenticates = "" } = authenticator(declared);
  const module = modules.get(authenticates);
  if (module === undefined)
    throw new Error(`services/${name}/declaration.ts: proto/ has no RPC service ${authenticates}.`);
  const rpc = authenticates.split(".").at(-1);
  const services = declared.map((one) => one.name);
  return `${header(source, "declaration")}
import type { Product } from "@waypost/kit/service/product.ts";
import { ${rpc} } from "./${module}";

/** What the declarations of all services say of the product. */
export const product: Product = {
  services: ${JSON.stringify(services)},
  keys: { service: ${JSON.stringify(name)}, rpc: ${rpc} },
  topics: [
${readTopics(declared)
  .map((topic) => `    ${JSON.stringify(topic)},\n`)
  .join("")}  ],
};
`;
}

/** The module that an import is of; imports stand in the order of those. */
function moduleOf(line: string): string {
  return /from "([^"]+)"/.exec(line)?.[1] ?? "";
}

function emitServices(declared: readonly ServiceDeclaration[]): string {
  const modules = [
    'import type { AnyService } from "@waypost/kit/service/define-service.ts";',
    ...declared.map(({ name }) => `import { ${name} } from "@waypost/${name}/service.ts";`),
  ].sort((a, b) => (moduleOf(a) < moduleOf(b) ? -1 : 1));
  return `${header(source, "declaration")}
${modules.join("\n")}

/** Every service of the product, in the order they are opened: each may call those before it while it opens. */
export const services: readonly AnyService[] = [${declared.map(({ name }) => name).join(", ")}];
`;
}
