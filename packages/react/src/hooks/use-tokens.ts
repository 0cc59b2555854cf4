import type { TokenListFilter, TokenView } from '@lynk-auth/authority';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ManagementError } from '../client/management-error.ts';
import { usePages } from './use-pages.ts';
import type { ReadOptions } from './use-read.ts';

/** The tokens that were read so far. */
export interface LoadedTokens {
  /** In the order of the filter. */
  readonly tokens: readonly TokenView[];
  /** How many tokens the filter has. */
  readonly total: number;
  /** `false` if there are more tokens than the store counts. */
  readonly totalIsExact: boolean;
}

/**
 * Reads the tokens that the user sees, page by page.
 *
 * @param filter Which tokens. A `Date` in it must be the same object, or epoch milliseconds, on every render.
 * @param options Whether and how often to read.
 * @returns The query; `fetchNextPage()` reads more.
 * @example
 * ```tsx
 * import { useTokens } from '@lynk-auth/react';
 *
 * export function Names() {
 *   const { data } = useTokens({ kind: 'service', state: 'active' });
 *   return <ul>{data?.tokens.map(({ id, name }) => <li key={id}>{name}</li>)}</ul>;
 * }
 * ```
 */
export const useTokens = (
  filter: Omit<TokenListFilter, 'cursor'> = {},
  options?: ReadOptions,
): UseInfiniteQueryResult<LoadedTokens, ManagementError> =>
  usePages(
    {
      key: ['tokens', filter],
      read: (client, cursor) => client.listTokens({ ...filter, cursor }),
      join: (pages) => ({
        tokens: pages.flatMap(({ tokens }) => tokens),
        total: pages.at(-1)?.total ?? 0,
        totalIsExact: pages.at(-1)?.totalIsExact ?? true,
      }),
    },
    options,
  );
