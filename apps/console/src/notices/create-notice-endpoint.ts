import type { IncomingMessage } from 'node:http';
import type { Store } from '@lynk-auth/authority';
import { createErrorResponse } from '@lynk-auth/core/server';
import { type CallerSources, findCaller } from '../site/find-caller.ts';
import { jsonReply, type Reply } from '../site/reply.ts';
import { listNotices } from './list-notices.ts';

/** Options of {@link createNoticeEndpoint}. */
export interface NoticeEndpointOptions extends CallerSources {
  readonly store: Store;
}

/** Creates the endpoint with the notices of the person who is logged in. */
export function createNoticeEndpoint({ store, ...sources }: NoticeEndpointOptions) {
  return async (request: IncomingMessage): Promise<Reply> => {
    if (request.method !== 'GET') return createErrorResponse('method_not_allowed', { allow: 'GET' });
    const caller = await findCaller(sources, request);
    if (caller === null) return createErrorResponse('unauthorized');
    const { management, userId } = caller;
    return jsonReply(200, { notices: await listNotices(management, { store, userId, now: Date.now() }) });
  };
}
