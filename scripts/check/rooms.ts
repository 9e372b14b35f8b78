import type { Finding } from "./finding.ts";
import type { Tree } from "./tree.ts";

/** What every service has, so that who knows one knows all. */
const required = [
  "README.md",
  "package.json",
  "main.ts",
  "service.ts",
  "config.ts",
  "declaration.ts",
  "context.ts",
  "logic/",
  "domain/",
  "test/",
];
/**
 * What a service may have besides: store/, where it keeps something of its own; DESIGN.md, a chapter on how it works; redirect/, what visitors of links walk through,
 * outside of the contract's runtime.
 */
const optional = ["store/", "DESIGN.md", "consumers/", "jobs/", "redirect/"];
const notServices = new Set(["kit", "testing", "all"]);

/** Every service has the same rooms and no other, a test for its operations, and a page that says what it is. */
export function checkRooms(tree: Tree): Finding[] {
  const rooms = new Map<string, Set<string>>();
  for (const path of tree.keys()) {
    const [, service, room] = /^services\/([^/]+)\/([^/]+\/?)/.exec(path) ?? [];
    if (service === undefined || room === undefined || notServices.has(service)) continue;
    rooms.set(service, (rooms.get(service) ?? new Set()).add(room));
  }
  return [...rooms].flatMap(([service, found]) => {
    const path = `services/${service}`;
    const lacking = required.filter((room) => !found.has(room));
    const message = `${lacking.join(", ")} missing; \`npm run new:service\` shows the standard shape.`;
    const missing = lacking.length === 0 ? [] : [{ rule: "rooms", path, message }];
    const foreign = [...found]
      .filter((room) => !required.includes(room) && !optional.includes(room))
      .map((room) => ({
        rule: "rooms",
        path: `${path}/${room}`,
        message: `A service has no such room. Put it into one of ${[...required, ...optional].filter((r) => r.endsWith("/")).join(" ")}`,
      }));
    return [...missing, ...foreign];
  });
}
