import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authority, Store } from '@lynk-auth/authority';
import { createManagementHandler, toNodeHandler } from '@lynk-auth/authority/http';
import type { Config } from '../config.ts';
import type { Logger } from '../create-logger.ts';
import { sendResponse } from '../http/send-response.ts';
import type { Identities } from '../identity/open-identities.ts';
import type { SendLink } from '../notices/create-link-sender.ts';
import { createNoticeEndpoint } from '../notices/create-notice-endpoint.ts';
import { createAuthEndpoints } from './create-auth-endpoints.ts';
import { createConsoleEndpoints } from './create-console-endpoints.ts';
import type { Pages } from './create-pages.ts';
import { exportAudit } from './export-audit.ts';
import type { Reply } from './reply.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Options of {@link createSite}. */
export interface SiteOptions extends Pick<Config, 'trustedProxies'> {
  readonly authority: Authority;
  readonly store: Store;
  readonly identities: Identities;
  readonly pages: Pages;
  /** The origins of the dashboard, beside that which the request itself names. */
  readonly origins: readonly string[];
  readonly logger: Logger;
  /** Sends one-time links by mail; `null` if no mail server is configured. */
  readonly sendLink: SendLink | null;
}

/**
 * Serves a request of the dashboard, or returns `false` for a path that it does not have.
 *
 * @param path The path of the request, without the query.
 */
export type Site = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

/**
 * Creates the dashboard: its pages, the log-in below `/auth`, the management API below `/manage/api`, and what only the console
 * has below `/console`. Only the cookie of a session opens the last two. A token does not, as a cookie does not open `/lynkapi`.
 */
export function createSite(options: SiteOptions): Site {
  const { authority, store, identities, pages, origins, trustedProxies, logger, sendLink } = options;
  const serveAuth = createAuthEndpoints({ identities, trustedProxies });
  const serveConsole = createConsoleEndpoints({ authority, store, identities, origins, sendLink });
  const serveNotices = createNoticeEndpoint({ authority, store, identities });
  const manage = toNodeHandler(
    createManagementHandler({
      authority,
      basePath: '/manage/api',
      origins,
      clientIp: { trustedProxies },
      onError: (error) => logger.error({ err: error }, 'the management API failed'),
      async actor({ headers }) {
        const member = await identities.findBySession(headers);
        if (member === null) return null;
        return { kind: 'user', organizationId: member.organizationId, userId: member.userId };
      },
    }),
  );
  const findReply = async (request: IncomingMessage, path: string): Promise<Reply | null> => {
    if (path.startsWith('/auth/')) return serveAuth(request, path);
    if (path === '/console/notices') return serveNotices(request);
    if (path.startsWith('/console/')) return serveConsole(request, path);
    return pages(request, path);
  };
  return async (request, response, path) => {
    const isManagement = path.startsWith('/manage/');
    const isExport = path === '/console/audit.jsonl';
    const reply = isManagement || isExport ? null : await findReply(request, path);
    if (reply === null && !isManagement && !isExport) return false;
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (reply !== null) sendResponse(request, response, reply);
    else if (isManagement) await manage(request, response);
    else await exportAudit({ authority, identities }, request, response);
    return true;
  };
}
