import type { TokenOrder, TokenView } from '@lynk-auth/authority';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useCallback } from 'react';
import type { ManagementError } from '../client/management-error.ts';
import type { TokenContext } from '../format/describe-token.ts';
import type { LoadedTokens } from '../hooks/use-tokens.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { EmptyState } from './empty-state.tsx';
import { ListHeads } from './list-heads.tsx';
import { isNarrowed, type ListView } from './list-view.ts';
import { TokenRow } from './token-row.tsx';

interface TokenListProps {
  readonly kind: 'personal' | 'service' | 'all';
  readonly query: UseInfiniteQueryResult<LoadedTokens, ManagementError>;
  /** The tokens to show, of those that were read. */
  readonly tokens: readonly TokenView[];
  readonly context: TokenContext | null;
  readonly view: ListView;
  readonly now: number;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (change: (selected: ReadonlySet<string>) => ReadonlySet<string>) => void;
  readonly onOpen: (id: string) => void;
  readonly onOrder: (order: TokenOrder) => void;
  readonly onShowAll: () => void;
  /** The button that creates a token, for an empty list. */
  readonly create: ReactNode;
}

/** The tokens of a page, or what there is in their place. */
export function TokenList(props: TokenListProps): ReactNode {
  const { kind, query, tokens, context, view, now, selected, onSelect, onOpen, onOrder } = props;
  const { t } = useLynkAuth();
  const { data } = query;
  const select = useCallback(
    (id: string, isSelected: boolean) =>
      onSelect((before) => {
        const next = new Set(before);
        if (isSelected) next.add(id);
        else next.delete(id);
        return next;
      }),
    [onSelect],
  );
  if (query.isError && data === undefined) {
    return (
      <button type="button" className="lynk-button" onClick={() => query.refetch()}>
        {t('list.error.retry')}
      </button>
    );
  }
  if (data === undefined || context === null) return <Loading />;
  if (tokens.length === 0 && !query.hasNextPage) return <Nothing {...props} />;
  const { total, totalIsExact } =
    view.filter === 'powerful' ? { total: tokens.length, totalIsExact: !query.hasNextPage } : data;
  const selectable = tokens.flatMap(({ id, state }) => (state === 'revoked' ? [] : id));
  const count = t(totalIsExact ? 'list.count' : 'list.count.more', { count: total });
  return (
    <div className="lynk-list" aria-busy={query.isPlaceholderData}>
      <p className="lynk-list-count" role="status">
        {count}
        {tokens.length < total && ` · ${t('list.shown', { shown: tokens.length, total })}`}
      </p>
      <table className="lynk-rows" aria-label={t(`list.${kind}.title`)}>
        <ListHeads
          order={view.order}
          onOrder={onOrder}
          isSelected={selectable.length > 0 && selectable.every((id) => selected.has(id))}
          onSelectAll={(isSelected) => onSelect(() => new Set(isSelected ? selectable : []))}
        />
        <tbody>
          {tokens.map((token) => (
            <TokenRow
              key={token.id}
              token={token}
              context={context}
              now={now}
              showsOwner={kind === 'all'}
              isSelected={selected.has(token.id)}
              onSelect={select}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
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

/** What leads on from a list without a token. */
function Nothing({ kind, view, onShowAll, create }: TokenListProps): ReactNode {
  const { t } = useLynkAuth();
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

/** Rows without a content, while the first ones are read. */
function Loading(): ReactNode {
  const { t } = useLynkAuth();
  return (
    <div className="lynk-list" role="status" aria-label={t('list.loading')}>
      <div className="lynk-loading" aria-hidden="true">
        {['a', 'b', 'c'].map((key) => (
          <div key={key} className="lynk-row-loading">
            <span className="lynk-bone" />
            <span className="lynk-bone lynk-bone-short" />
          </div>
        ))}
      </div>
    </div>
  );
}
