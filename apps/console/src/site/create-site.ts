import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authority } from '@lynk-auth/authority';
import { createManagementHandler, toNodeHandler } from '@lynk-auth/authority/http';
import type { Config } from '../config.ts';
import type { Logger } from '../create-logger.ts';
import { sendResponse } from '../http/send-response.ts';
import type { Identities } from '../identity/open-identities.ts';
import { createAuthEndpoints } from './create-auth-endpoints.ts';
import type { Pages } from './create-pages.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Options of {@link createSite}. */
export interface SiteOptions extends Pick<Config, 'trustedProxies'> {
  readonly authority: Authority;
  readonly identities: Identities;
  readonly pages: Pages;
  /** The origins of the dashboard, beside that which the request itself names. */
  readonly origins: readonly string[];
  readonly logger: Logger;
}

/**
 * Serves a request of the dashboard, or returns `false` for a path that it does not have.
 *
 * @param path The path of the request, without the query.
 */
export type Site = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean>;

/**
 * Creates the dashboard: its pages, the log-in below `/auth`, and the management API below `/manage/api`. Only the cookie of a
 * session opens the management API. A token does not, as a cookie does not open `/lynkapi`.
 */
export function createSite(options: SiteOptions): Site {
  const { authority, identities, pages, origins, trustedProxies, logger } = options;
  const serveAuth = createAuthEndpoints({ identities, trustedProxies });
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
  return async (request, response, path) => {
    const isManagement = path.startsWith('/manage/');
    const reply = isManagement
      ? null
      : path.startsWith('/auth/')
        ? await serveAuth(request, path)
        : await pages(request, path);
    if (!isManagement && reply === null) return false;
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    if (reply === null) await manage(request, response);
    else sendResponse(request, response, reply);
    return true;
  };
}
