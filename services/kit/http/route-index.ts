/** Which methods a path has, to tell 405 from 404. Built while routes are added, asked only when none matched. */
export class RouteIndex {
  readonly #routes: { readonly pattern: RegExp; readonly methods: Set<string> }[] = [];
  readonly #byUrl = new Map<string, Set<string>>();

  /** `url` in the router's form: `/api/v1/links/:id`, `/docs/*`. */
  add(url: string, methods: readonly string[]): void {
    let known = this.#byUrl.get(url);
    if (known === undefined) {
      known = new Set();
      this.#byUrl.set(url, known);
      this.#routes.push({ pattern: toPattern(url), methods: known });
    }
    for (const method of methods) known.add(method);
  }

  /** The methods that `path` has, sorted; empty when there is no such path. */
  methodsOf(path: string): readonly string[] {
    const found = this.#routes.filter(({ pattern }) => pattern.test(path));
    return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
  }
}

function toPattern(url: string): RegExp {
  const parts = url.split("/").map((part) => {
    if (part === "*") return ".*";
    return part.startsWith(":") ? "[^/]+" : RegExp.escape(part);
  });
  return new RegExp(`^${parts.join("/")}$`);
}
