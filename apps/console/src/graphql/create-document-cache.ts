import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

const DOCUMENTS = 100;
/** The longest document to keep, in characters. */
const LONGEST = 2000;

/** The documents that clients send again and again, parsed and validated. */
export interface DocumentCache {
  get(source: string): DocumentNode | undefined;
  set(source: string, document: DocumentNode): void;
}

/** Creates the cache of a GraphQL endpoint. It keeps no document with a string in it, which may be a token. */
export function createDocumentCache(): DocumentCache {
  const documents = new LRUCache<string, DocumentNode>({ max: DOCUMENTS });
  return {
    get: (source) => documents.get(source),
    set(source, document) {
      if (source.length <= LONGEST && !source.includes('"')) documents.set(source, document);
    },
  };
}
