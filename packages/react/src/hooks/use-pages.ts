import { type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import type { ManagementClient } from '../client/management-client.ts';
import type { ManagementError } from '../client/management-error.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import type { ReadOptions } from './use-read.ts';

interface Page {
  readonly nextCursor: string | null;
}

/** What to read page by page. */
export interface PagedRead<OnePage extends Page, Data> {
  /** What is read, with its parameters. */
  readonly key: readonly unknown[];
  readonly read: (client: ManagementClient, cursor: string | undefined) => Promise<OnePage>;
  /** Joins the pages. */
  readonly join: (pages: readonly OnePage[]) => Data;
}

/** Reads a list page by page, and again while it is on the page. */
export function usePages<OnePage extends Page, Data>(
  { key, read, join }: PagedRead<OnePage, Data>,
  { enabled = true, refreshMs }: ReadOptions = {},
): UseInfiniteQueryResult<Data, ManagementError> {
  const { client, queryClient, scope, refreshMs: refreshByDefault } = useLynkAuth();
  return useInfiniteQuery(
    {
      queryKey: [...scope, ...key],
      queryFn: ({ pageParam }: { pageParam: string | undefined }) => read(client, pageParam),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ nextCursor }: OnePage) => nextCursor ?? undefined,
      select: ({ pages }: { readonly pages: readonly OnePage[] }) => join(pages),
      enabled,
      refetchInterval: refreshMs ?? refreshByDefault,
      // A list stays while a filter changes.
      placeholderData: (previous) => previous,
    },
    queryClient,
  );
}
