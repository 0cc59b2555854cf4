import type { Management } from '@lynk-auth/authority';
import type { Principal } from '@lynk-auth/core';
import type { HttpResponse } from '@lynk-auth/core/server';
import type { Loaders } from './create-loaders.ts';

/** A GraphQL request, with validated types. */
export interface GraphQLParams {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
}

/** The context that the resolvers of a request share. */
export interface Context {
  readonly params: GraphQLParams;
  readonly principal: Principal;
  readonly realm: string;
  /** The authority, acting for the principal: it reads and changes only what the principal may. */
  readonly management: Management;
  readonly loaders: Loaders;
  readonly now: () => number;
  /** An HTTP response or an unexpected error that replaces the GraphQL result. */
  readonly outcome: { refusal?: HttpResponse; failure?: unknown };
}
