import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ManagementError } from '../client/management-error.ts';
import type { TokenContext } from '../format/describe-token.ts';
import type { LoadedTokens } from '../hooks/use-tokens.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { EmptyState } from './empty-state.tsx';
import { isNarrowed, type ListView, sortTokens } from './list-view.ts';
import { TokenRow } from './token-row.tsx';

interface TokenListProps {
  readonly kind: 'personal' | 'service';
  readonly query: UseInfiniteQueryResult<LoadedTokens, ManagementError>;
  readonly context: TokenContext | null;
  readonly view: ListView;
  readonly now: number;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
  readonly onOpen: (id: string) => void;
  readonly onShowAll: () => void;
  /** The button that creates a token, for an empty list. */
  readonly create: ReactNode;
}

/** The tokens of a page, or what there is in their place. */
export function TokenList(props: TokenListProps): ReactNode {
  const { kind, query, context, view, now, selected, onSelect, onOpen, onShowAll, create } = props;
  const { t, locale } = useLynkAuth();
  const { data } = query;
  if (query.isError && data === undefined) {
    return (
      <button type="button" className="lynk-button" onClick={() => query.refetch()}>
        {t('list.error.retry')}
      </button>
    );
  }
  if (data === undefined || context === null) return <Loading />;
  const { tokens, total, totalIsExact } = data;
  if (tokens.length === 0 && !query.hasNextPage) {
    return isNarrowed(view) ? (
      <EmptyState title={t('empty.search.title')} text={t('empty.search.text')}>
        <button type="button" className="lynk-button" onClick={onShowAll}>
          {t('empty.search.clear')}
        </button>
      </EmptyState>
    ) : (
      <EmptyState title={t(`empty.${kind}.title`)} text={t(`empty.${kind}.text`)}>
        {create}
      </EmptyState>
    );
  }
  const select = (id: string, isSelected: boolean) => {
    const next = new Set(selected);
    if (isSelected) next.add(id);
    else next.delete(id);
    onSelect(next);
  };
  const count = t(totalIsExact ? 'list.count' : 'list.count.more', { count: total });
  return (
    <div className="lynk-list" aria-busy={query.isPlaceholderData}>
      <p className="lynk-list-count" role="status">
        {count}
        {tokens.length < total && ` · ${t('list.shown', { shown: tokens.length, total })}`}
      </p>
      <ul className="lynk-rows">
        {sortTokens(tokens, view.sort, locale).map((token) => (
          <TokenRow
            key={token.id}
            token={token}
            context={context}
            now={now}
            isSelected={selected.has(token.id)}
            onSelect={(isSelected) => select(token.id, isSelected)}
            onOpen={() => onOpen(token.id)}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <button
          type="button"
          className="lynk-button lynk-more"
          onClick={() => query.fetchNextPage()}
          aria-disabled={query.isFetchingNextPage}
        >
          {t('list.more')}
        </button>
      )}
    </div>
  );
}

/** Rows without a content, while the first ones are read. */
function Loading(): ReactNode {
  const { t } = useLynkAuth();
  return (
    <div className="lynk-list" role="status" aria-label={t('list.loading')}>
      <div className="lynk-rows" aria-hidden="true">
        {['a', 'b', 'c'].map((key) => (
          <div key={key} className="lynk-row lynk-row-loading">
            <span className="lynk-bone" />
            <span className="lynk-bone lynk-bone-short" />
          </div>
        ))}
      </div>
    </div>
  );
}
