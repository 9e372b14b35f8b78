import { allSettings } from "@waypost/all/all-settings.ts";
import { aclsOf } from "@waypost/kit/kafka/topics/acls.ts";
import { declareTopics } from "@waypost/kit/kafka/topics/declarations.ts";
import { topicSettings } from "@waypost/kit/kafka/topics/topic-settings.ts";
import type { ServiceDeclaration } from "@waypost/kit/service/declare-service.ts";
import { peerSettings } from "@waypost/kit/service/process-settings.ts";
import { settingsTable } from "@waypost/kit/settings/describe-settings.ts";
import { parseSettings } from "@waypost/kit/settings/parse-settings.ts";
import { aclDocument } from "../../topics/acl-document.ts";
import { type GenPlan, header } from "../planned-files.ts";
import { fillTemplate } from "../template.ts";
import { emitCompose } from "./emit-compose.ts";
import { listServices } from "./list-services.ts";
import { authenticator } from "./order-services.ts";
import { readTopics } from "./read-topics.ts";

const source = "services/*/declaration.ts";

/** Files outside of gen/ that are made from declarations as a whole. */
const owns =
  /^gen\/product\.ts$|^services\/all\/services\.ts$|^docs\/settings\.md$|^deploy\/(kafka-acls\.sh|compose\.stack\.yaml)$/;

/** What the product consists of, besides the declarations of its services. */
export interface ProductFacts {
  /** The module below gen/ of each RPC service. */
  readonly modules: ReadonlyMap<string, string>;
  /** The service that visitors come to; null when there is none. */
  readonly front: string | null;
  /** The README as it is; only its lines about services are made anew. */
  readonly readme: string;
  /** deploy/stack.env as it is. */
  readonly stackEnv: string;
}

/** Plans what is made from the declarations of all services: what the product knows of itself, and how it is run. */
export async function planProduct(
  declared: readonly ServiceDeclaration[],
  facts: ProductFacts,
): Promise<GenPlan> {
  const files = new Map<string, string>();
  if (declared.length > 0) {
    const settings = [...facts.stackEnv.matchAll(/^([A-Z0-9_]+)=/gm)].map(([, key = ""]) => key);
    const topics = declareTopics(readTopics(declared), parseSettings(topicSettings, {}));
    files.set("gen/product.ts", emitProduct(declared, facts));
    files.set("services/all/services.ts", emitServices(declared));
    files.set("deploy/kafka-acls.sh", aclDocument(aclsOf(topics)));
    files.set("deploy/compose.stack.yaml", await emitCompose(declared, { settings, front: facts.front }));
    files.set("docs/settings.md", await emitSettingsPage(declared));
    files.set("README.md", listServices(facts.readme, declared));
  }
  return { files, folders: ["gen", "services/all", "deploy", "docs"], owns };
}

async function emitSettingsPage(declared: readonly ServiceDeclaration[]): Promise<string> {
  const peers = peerSettings(declared.map(({ name }) => name));
  const table = settingsTable([allSettings, ...declared.map(({ settings }) => settings), peers]);
  return await fillTemplate("settings.md", { table });
}

function emitProduct(declared: readonly ServiceDeclaration[], { modules, front }: ProductFacts): string {
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
  front: ${JSON.stringify(front)},
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
