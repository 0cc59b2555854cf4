import type { UseQueryResult } from '@tanstack/react-query';
import type { ManagementClient } from '../client/management-client.ts';
import type { ManagementError } from '../client/management-error.ts';
import { isPowerful, permissionsOf, type TokenContext } from '../format/describe-token.ts';
import { riskFilter, type TokenRisk, tokenRisks } from '../list/list-view.ts';
import { type ReadOptions, useRead } from './use-read.ts';
import { useTokenContext } from './use-token-context.ts';

/** How many tokens have a risk. */
export interface RiskCount {
  readonly count: number;
  /** `false` if there may be more. */
  readonly isExact: boolean;
}

/** More pages than these, of 200 service tokens each, are not searched. */
const MOST_PAGES = 10;

/**
 * Counts the tokens that work and have a risk, of those that the user sees: tokens that never expire, that expire within 14 days,
 * that were not used for 90 days, and service tokens that may delete or administer.
 *
 * @param options Whether and how often to read.
 * @returns The query; its data has a count for each risk.
 */
export function useTokenHealth(
  options: ReadOptions = {},
): UseQueryResult<Readonly<Record<TokenRisk, RiskCount>>, ManagementError> {
  const context = useTokenContext();
  return useRead(
    ['tokens', 'health'],
    async (client) => {
      const counts = await Promise.all(
        tokenRisks.map(async (risk) => [risk, await countRisk(client, risk, context)] as const),
      );
      return Object.fromEntries(counts) as Record<TokenRisk, RiskCount>;
    },
    { ...options, enabled: context !== null && options.enabled !== false },
  );
}

async function countRisk(
  client: ManagementClient,
  risk: TokenRisk,
  context: TokenContext | null,
): Promise<RiskCount> {
  if (risk === 'powerful') {
    return context === null ? { count: 0, isExact: false } : countPowerful(client, context);
  }
  const { total, totalIsExact } = await client.listTokens({ ...riskFilter(risk, Date.now()), limit: 1 });
  return { count: total, isExact: totalIsExact };
}

async function countPowerful(client: ManagementClient, context: TokenContext): Promise<RiskCount> {
  const filter = riskFilter('powerful', Date.now());
  let count = 0;
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { tokens, nextCursor } = await client.listTokens({ ...filter, cursor });
    count += tokens.filter((token) => isPowerful(permissionsOf(token, context), context.self)).length;
    if (nextCursor === null) return { count, isExact: true };
    cursor = nextCursor;
  }
  return { count, isExact: false };
}
