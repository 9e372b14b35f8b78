/** `createLink` → `CreateLink`, `url-shortener` → `UrlShortener`. */
export function pascalCase(name: string): string {
  return name.replace(/(^|[-_])([a-z0-9])/g, (_, _bar, letter: string) => letter.toUpperCase());
}

/** `url-shortener` → `urlShortener`. */
export function camelCase(name: string): string {
  const pascal = pascalCase(name);
  return `${pascal.charAt(0).toLowerCase()}${pascal.slice(1)}`;
}

/** `createLink` → `create-link`; how the logic file of an operation is called. */
export function kebabCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}
