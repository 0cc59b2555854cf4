import { type DocumentNode, printDocument } from './print-document.ts';

/**
 * A GraphQL document with the types of its data and variables: a `TypedDocumentNode`, also in the form of the graphql
 * package, or the `TypedDocumentString` of GraphQL Code Generator. Or a parsed document without types.
 */
export type TypedDocument<Data, Variables> =
  | {
      readonly __apiType?: ((variables: Variables) => Data) | undefined;
      readonly __ensureTypesOfVariablesAndResultMatching?: ((variables: Variables) => Data) | undefined;
    }
  | { readonly kind: 'Document'; readonly definitions: readonly unknown[] };

const texts = /* @__PURE__ */ new WeakMap<object, string>();

/**
 * Returns the source text of a GraphQL document, without a GraphQL library.
 *
 * @param document A string, a `TypedDocumentString`, or a parsed document.
 * @returns The source text. For a parsed document it is printed once and cached.
 * @example
 * ```ts
 * import { documentText } from '@lynk-auth/core/client';
 * import { parse } from 'graphql';
 *
 * documentText(parse('{ organization { id } }')); // 'query {organization{id}}'
 * ```
 */
export function documentText(document: string | object): string {
  if (typeof document === 'string') return document;
  let text = texts.get(document);
  if (text === undefined) {
    text = 'kind' in document ? printDocument(document as DocumentNode) : String(document);
    texts.set(document, text);
  }
  return text;
}
