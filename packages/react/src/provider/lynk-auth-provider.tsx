import { QueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { createManagementClient, type ManagementClientOptions } from '../client/create-management-client.ts';
import { isManagementError } from '../client/management-error.ts';
import { createFormatter } from '../format/create-formatter.ts';
import { createSnippets, type Snippet } from '../format/create-snippets.ts';
import { createTranslator } from './create-translator.ts';
import { Context, type LynkAuthContext } from './lynk-auth-context.ts';
import type { Messages } from './messages.ts';

/** Properties of {@link LynkAuthProvider}. */
export interface LynkAuthProviderProps extends ManagementClientOptions {
  /**
   * The language of dates, numbers and plurals, such as `de-CH`.
   * @default the language of the browser
   */
  readonly locale?: string | undefined;
  /** Texts that replace those in English. */
  readonly messages?: Partial<Messages> | undefined;
  /**
   * How often what is on the page is read again, in milliseconds; `false` for never.
   * @default 10000
   */
  readonly refreshMs?: number | false | undefined;
  /**
   * The code that a new token is shown with.
   * @default createSnippets()
   */
  readonly snippets?: readonly Snippet[] | undefined;
  /**
   * The permissions of a token for CI/CD that only uploads. If the application has all of them, `<ServiceTokens/>` suggests
   * the smallest role with them, limited to them.
   * @default ['view_organization', 'view_products', 'view_sboms', 'update_sboms']
   */
  readonly ciPermissions?: readonly string[] | undefined;
  /**
   * Holds what the API returned, except secrets.
   * @default one for this provider
   */
  readonly queryClient?: QueryClient | undefined;
  readonly children?: ReactNode;
}

const CI_PERMISSIONS = ['view_organization', 'view_products', 'view_sboms', 'update_sboms'];

/**
 * Connects the hooks and components below it to a management API. Give it the id of the user as its `key`, so that nothing
 * of one user is shown to the next.
 *
 * @param props Where the API is, and the language.
 * @example
 * ```tsx
 * import { LynkAuthProvider, PersonalTokens } from '@lynk-auth/react';
 * import '@lynk-auth/react/styles.css';
 *
 * export const Settings = ({ userId }: { userId: string }) => (
 *   <LynkAuthProvider key={userId} endpoint="/manage/api">
 *     <PersonalTokens />
 *   </LynkAuthProvider>
 * );
 * ```
 */
export function LynkAuthProvider(props: LynkAuthProviderProps): ReactNode {
  const { endpoint, fetch, timeoutMs, locale, messages, refreshMs = 10_000, children } = props;
  const { snippets, ciPermissions = CI_PERMISSIONS } = props;
  const [ownClient] = useState(() => props.queryClient ?? createQueryClient());
  const queryClient = props.queryClient ?? ownClient;

  // Follows the focus of the window and the network, as a QueryClientProvider does. The host may have one of its own.
  useEffect(() => {
    queryClient.mount();
    return () => queryClient.unmount();
  }, [queryClient]);

  const client = useMemo(
    () => createManagementClient({ endpoint, fetch, timeoutMs }),
    [endpoint, fetch, timeoutMs],
  );
  const context = useMemo<LynkAuthContext>(
    () => ({
      client,
      queryClient,
      scope: ['lynk-auth', endpoint],
      refreshMs,
      locale,
      t: createTranslator(locale, messages),
      format: createFormatter(locale),
      snippets: snippets ?? createSnippets(),
      ciPermissions,
    }),
    [client, queryClient, endpoint, refreshMs, locale, messages, snippets, ciPermissions],
  );
  return <Context.Provider value={context}>{children}</Context.Provider>;
}

const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 2000,
        // A rejection stays one; an outage may be over.
        retry: (failures, error) =>
          failures < 2 && isManagementError(error) && error.reason === 'unavailable',
      },
    },
  });
