/** The part of a document that is read and completed here. */
export interface ScopedDocument {
  readonly components?: { readonly schemas?: Readonly<Record<string, ScopedSchema>> };
}

interface ScopedSchema {
  readonly "x-every-scope"?: boolean;
  description?: string;
  enum?: readonly string[];
}

/**
 * Completes, in place, the schemas that contracts mark `x-every-scope`: their values are the scopes that any contract
 * declares under `x-scopes`, which are told in the description.
 */
export function deriveScopes(document: ScopedDocument, scopes: ReadonlyMap<string, string>): void {
  for (const schema of Object.values(document.components?.schemas ?? {})) {
    if (schema["x-every-scope"] !== true || schema.enum !== undefined) continue;
    schema.enum = [...scopes.keys()];
    const told = [...scopes].map(([scope, meaning]) => `- \`${scope}\`: ${meaning}`);
    schema.description = [schema.description ?? "", told.join("\n")].join("\n\n").trim();
  }
}

/** The scopes that documents declare under `x-scopes`, with what each lets do, by name. */
export function scopesOf(documents: readonly unknown[]): ReadonlyMap<string, string> {
  const declared = documents.flatMap((document) => {
    const scopes =
      typeof document === "object" && document !== null && "x-scopes" in document
        ? document["x-scopes"]
        : null;
    return typeof scopes === "object" && scopes !== null ? Object.entries(scopes) : [];
  });
  return new Map(
    declared
      .map(([scope, meaning]): [string, string] => [scope, String(meaning)])
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
