import type { Management } from '@lynk-auth/authority';
import type { Principal } from '@lynk-auth/core';
import type { HttpResponse } from '@lynk-auth/core/server';

/** What a request brings along into its resolvers. */
export interface Context {
  readonly principal: Principal;
  readonly realm: string;
  /** The authority, acting for the principal: whatever it gives or does is the principal's to see or do. */
  readonly management: Management;
  readonly now: () => number;
  /** How the execution ended, where that is more than a GraphQL result can say. */
  readonly outcome: { refusal?: HttpResponse; failure?: unknown };
}
