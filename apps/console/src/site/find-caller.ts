import type { IncomingMessage } from 'node:http';
import type { Authority, Management } from '@lynk-auth/authority';
import type { Identities } from '../identity/open-identities.ts';
import { readSessionHeaders } from './request-facts.ts';

/** What finds the caller of a request. */
export interface CallerSources {
  readonly authority: Authority;
  readonly identities: Identities;
}

/** The member who is logged in. */
export interface Caller {
  readonly organizationId: string;
  readonly userId: string;
  /** Acts for the member. */
  readonly management: Management;
}

/** Finds the caller of a request by its session; `null` if there is none. */
export async function findCaller(
  { authority, identities }: CallerSources,
  request: IncomingMessage,
): Promise<Caller | null> {
  const member = await identities.findBySession(readSessionHeaders(request));
  if (member === null) return null;
  const { organizationId, userId } = member;
  return { organizationId, userId, management: authority.as({ kind: 'user', organizationId, userId }) };
}
