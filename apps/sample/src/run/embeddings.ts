import { onNext } from './on-next.ts';
import { onNode } from './on-node.ts';
import { onSqlite } from './on-sqlite.ts';
import type { Start } from './running.ts';

/** An application with the token pages. */
export interface Embedding {
  readonly about: string;
  readonly start: Start;
}

export const embeddings: Readonly<Record<string, Embedding>> = {
  'embed-express': {
    about: 'token pages on Express and Vite',
    start: onSqlite(onNode('embed/dist/server.js')),
  },
  'embed-next': { about: 'token pages on Next', start: onSqlite(onNext) },
};
