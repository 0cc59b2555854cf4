import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { ManagementClient } from '../client/management-client.ts';
import type { ManagementError } from '../client/management-error.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

/** Options of a hook that reads. */
export interface ReadOptions {
  /**
   * Whether to read at all.
   * @default true
   */
  readonly enabled?: boolean | undefined;
  /**
   * How often to read again, in milliseconds; `false` for never.
   * @default that of the provider
   */
  readonly refreshMs?: number | false | undefined;
}

/**
 * Reads something from the API, and again while it is on the page.
 *
 * @param key What is read, with its parameters.
 * @param read Reads it.
 */
export function useRead<Data>(
  key: readonly unknown[],
  read: (client: ManagementClient) => Promise<Data>,
  { enabled = true, refreshMs }: ReadOptions = {},
): UseQueryResult<Data, ManagementError> {
  const { client, queryClient, scope, refreshMs: refreshByDefault } = useLynkAuth();
  return useQuery<Data, ManagementError>(
    {
      queryKey: [...scope, ...key],
      queryFn: () => read(client),
      enabled,
      refetchInterval: refreshMs ?? refreshByDefault,
    },
    queryClient,
  );
}
