import type { ServiceDeclaration } from "@waypost/kit/service/declare-service.ts";

/**
 * The declarations in an order in which each service calls only those before it: who authenticates keys first, others as
 * soon as their peers are there, by name.
 * @throws Error when a peer is not declared, peers call in a circle, or not exactly one service authenticates
 */
export function orderServices(declared: readonly ServiceDeclaration[]): readonly ServiceDeclaration[] {
  if (declared.length === 0) return [];
  const authority = authenticator(declared);
  const needs = ({ name, peers = [] }: ServiceDeclaration) =>
    name === authority.name ? peers : [authority.name, ...peers];
  const ordered: ServiceDeclaration[] = [];
  const waiting = new Map(declared.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map((it) => [it.name, it]));
  for (const one of waiting.values())
    for (const peer of one.peers ?? [])
      if (!waiting.has(peer))
        throw new Error(`services/${one.name}/declaration.ts: there is no service ${peer} to be its peer.`);
  while (waiting.size > 0) {
    const next = [...waiting.values()].find((one) => needs(one).every((peer) => !waiting.has(peer)));
    if (next === undefined)
      throw new Error(
        `The services ${[...waiting.keys()].join(", ")} call each other in a circle, so that none can start first: take a peer out of one declaration, for example by an event instead of the call.`,
      );
    waiting.delete(next.name);
    ordered.push(next);
  }
  return ordered;
}

/** The one service that knows the API keys. */
export function authenticator(declared: readonly ServiceDeclaration[]): ServiceDeclaration {
  const [one, ...more] = declared.filter(({ authenticates }) => authenticates !== undefined);
  if (one === undefined || more.length > 0)
    throw new Error("One service declares `authenticates`, since API keys are known in one place.");
  return one;
}
