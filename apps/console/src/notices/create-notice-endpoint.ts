import type { IncomingMessage } from 'node:http';
import type { Authority, Store } from '@lynk-auth/authority';
import { createErrorResponse } from '@lynk-auth/core/server';
import type { Identities } from '../identity/open-identities.ts';
import { jsonReply, type Reply } from '../site/reply.ts';
import { readSessionHeaders } from '../site/request-facts.ts';
import { listNotices } from './list-notices.ts';

/** Options of {@link createNoticeEndpoint}. */
export interface NoticeEndpointOptions {
  readonly authority: Authority;
  readonly store: Store;
  readonly identities: Identities;
}

/** Creates the endpoint with the notices of the person who is logged in. */
export function createNoticeEndpoint({ authority, store, identities }: NoticeEndpointOptions) {
  return async (request: IncomingMessage): Promise<Reply> => {
    if (request.method !== 'GET') return createErrorResponse('method_not_allowed', { allow: 'GET' });
    const member = await identities.findBySession(readSessionHeaders(request));
    if (member === null) return createErrorResponse('unauthorized');
    const { organizationId, userId } = member;
    const management = authority.as({ kind: 'user', organizationId, userId });
    return jsonReply(200, { notices: await listNotices(management, { store, userId, now: Date.now() }) });
  };
}
