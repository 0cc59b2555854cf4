import type { Management, Outcome, TokenListFilter, TokenView } from '@lynk-auth/authority';

/**
 * Reads all pages of a list of tokens.
 *
 * @returns The tokens, oldest first unless the filter has another order; or the failure of the first page that fails.
 */
export async function listAllTokens(
  management: Management,
  filter: Omit<TokenListFilter, 'cursor' | 'limit'> = {},
): Promise<Outcome<{ tokens: readonly TokenView[] }>> {
  const tokens: TokenView[] = [];
  let cursor: string | undefined;
  do {
    const page = await management.listTokens({ order: 'oldest', ...filter, cursor, limit: 200 });
    if (!page.ok) return page;
    tokens.push(...page.tokens);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return { ok: true, tokens };
}
