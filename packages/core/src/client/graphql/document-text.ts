import { type DocumentNode, printDocument } from './print-document.ts';

/**
 * A GraphQL document that knows the types of its data and its variables: a `TypedDocumentNode` (graphql's own form of it too), or the
 * `TypedDocumentString` of GraphQL Code Generator; and every parsed document without types.
 */
export type TypedDocument<Data, Variables> =
  | {
      readonly __apiType?: ((variables: Variables) => Data) | undefined;
      readonly __ensureTypesOfVariablesAndResultMatching?: ((variables: Variables) => Data) | undefined;
    }
  | { readonly kind: 'Document'; readonly definitions: readonly unknown[] };

const texts = /* @__PURE__ */ new WeakMap<object, string>();

/**
 * The text of a GraphQL document, of whatever make, without the help of a GraphQL library.
 *
 * @param document A text, a text in an object (`TypedDocumentString`), or a parsed document.
 * @returns The text. That of a parsed document is written once.
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
