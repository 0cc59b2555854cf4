import type { TokenView } from '@lynk-auth/authority';
import { type ReactNode, useCallback, useEffect, useId, useState } from 'react';
import { FindTokenDialog } from '../dialogs/find-token-dialog.tsx';
import { IssueTokenDialog } from '../dialogs/issue-token-dialog.tsx';
import { RevokeDialog } from '../dialogs/revoke-dialog.tsx';
import { TokenDialog } from '../dialogs/token-dialog.tsx';
import { Problem } from '../fields/problem.tsx';
import { hasRight, isPowerful, permissionsOf } from '../format/describe-token.ts';
import { useNow } from '../format/use-now.ts';
import { useSelf } from '../hooks/use-self.ts';
import { useTokenContext } from '../hooks/use-token-context.ts';
import { useTokens } from '../hooks/use-tokens.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { type ListFilter, listFilters, toApiFilter, wholeList } from './list-view.ts';
import { TokenList } from './token-list.tsx';
import { Toolbar } from './toolbar.tsx';
import { useSettled } from './use-settled.ts';

type OpenDialog =
  | { readonly name: 'issue' | 'find' }
  | { readonly name: 'token'; readonly id: string }
  | { readonly name: 'revoke'; readonly tokens: readonly TokenView[] };

/** More tokens than these are read only when the person asks for more. */
const MOST_READ = 2000;

/** Only a service token has a role of its own. */
const filtersOf = (kind: KindProps['kind']): readonly ListFilter[] =>
  kind === 'personal' ? listFilters.filter((each) => each !== 'powerful') : listFilters;

/** Properties of the pages of tokens. */
export interface TokenPageProps {
  /**
   * Which tokens it shows, for an application that keeps it, for example in the URL. Without it, the page does.
   * @default 'all', until the person chooses another
   */
  readonly filter?: ListFilter | undefined;
  /** The person has chosen a filter. */
  readonly onFilterChange?: ((filter: ListFilter) => void) | undefined;
}

interface KindProps extends TokenPageProps {
  readonly kind: 'personal' | 'service' | 'all';
}

/** A page of tokens: those of a kind, or all that the person sees. */
export function TokenPage({ kind, filter: givenFilter, onFilterChange }: KindProps): ReactNode {
  const { t } = useLynkAuth();
  const titleId = useId();
  const now = useNow();
  const self = useSelf();
  const context = useTokenContext();
  const [ownView, setOwnView] = useState(wholeList);
  const view = givenFilter === undefined ? ownView : { ...ownView, filter: givenFilter };
  const setView = (next: typeof view) => {
    setOwnView(next);
    if (next.filter !== view.filter) onFilterChange?.(next.filter);
  };
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [notice, setNotice] = useState('');

  // Only what is typed settles: a choice holds at once.
  const shown = { ...view, search: useSettled(view.search) };
  const ownerId = self.data?.member?.userId;
  const filter = {
    ...(kind === 'all' ? {} : { kind }),
    ...(kind === 'personal' ? { ownerId } : {}),
    ...toApiFilter(shown, now),
  };
  const query = useTokens(filter, { enabled: self.data !== undefined });
  const read = query.data?.tokens ?? [];
  const onlyPowerful = shown.filter === 'powerful' && context !== null;
  const tokens = onlyPowerful
    ? read.filter((token) => isPowerful(permissionsOf(token, context), context.self))
    : read;
  const canCreate = kind !== 'all' && hasRight(self.data, 'manageTokens');

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const isThin = onlyPowerful && hasNextPage && tokens.length < 20 && read.length < MOST_READ;
  useEffect(() => {
    if (isThin && !isFetchingNextPage) void fetchNextPage();
  }, [isThin, isFetchingNextPage, fetchNextPage]);

  const close = () => setDialog(null);
  const open = useCallback((id: string) => setDialog({ name: 'token', id }), []);
  const create = canCreate && (
    <button
      type="button"
      className="lynk-button lynk-button-primary"
      onClick={() => setDialog({ name: 'issue' })}
      title={t('list.new.hint')}
    >
      <span aria-hidden="true">+ </span>
      {t('list.new')}
    </button>
  );
  const marked = tokens.filter(({ id, state }) => selected.has(id) && state !== 'revoked');

  return (
    <section className="lynk-page" aria-labelledby={titleId}>
      <header className="lynk-page-header">
        <div>
          <h2 id={titleId} className="lynk-page-title" tabIndex={-1} data-lynk-home>
            {t(`list.${kind}.title`)}
          </h2>
          <p className="lynk-lead">{t(`list.${kind}.lead`)}</p>
        </div>
        {create}
      </header>
      {kind !== 'all' && self.data !== undefined && !canCreate && (
        <p className="lynk-notice">{t('list.cannotCreate')}</p>
      )}
      <p role="status" className={notice === '' ? 'lynk-hidden' : 'lynk-notice lynk-notice-success'}>
        {notice}
      </p>
      <Toolbar
        view={view}
        onChange={setView}
        filters={filtersOf(kind)}
        roles={kind === 'service' ? context?.roles : undefined}
        onFind={() => setDialog({ name: 'find' })}
      />
      <Problem error={self.error ?? query.error} />
      <TokenList
        kind={kind}
        query={query}
        tokens={tokens}
        context={context}
        view={shown}
        now={now}
        selected={selected}
        onSelect={setSelected}
        onOpen={open}
        onOrder={(order) => setView({ ...view, order })}
        onShowAll={() => setView(wholeList)}
        create={create}
      />
      {marked.length > 0 && (
        <section className="lynk-selection" aria-label={t('list.selected', { count: marked.length })}>
          <p role="status">{t('list.selected', { count: marked.length })}</p>
          <button
            type="button"
            className="lynk-button lynk-button-quiet"
            onClick={() => setSelected(new Set())}
          >
            {t('list.selected.clear')}
          </button>
          <button
            type="button"
            className="lynk-button lynk-button-danger"
            onClick={() => setDialog({ name: 'revoke', tokens: marked })}
          >
            {t('list.selected.revoke')}
          </button>
        </section>
      )}

      {dialog?.name === 'issue' && kind !== 'all' && <IssueTokenDialog kind={kind} onClose={close} />}
      {dialog?.name === 'find' && (
        <FindTokenDialog onClose={close} onFound={({ id }) => setDialog({ name: 'token', id })} />
      )}
      {dialog?.name === 'token' && context !== null && (
        <TokenDialog id={dialog.id} context={context} onClose={close} onNotice={setNotice} />
      )}
      {dialog?.name === 'revoke' && (
        <RevokeDialog
          tokens={dialog.tokens}
          onClose={close}
          onRevoked={(revoked) => {
            setSelected(new Set());
            setNotice(t('revoke.done', { count: revoked.length, name: revoked[0]?.name ?? '' }));
          }}
        />
      )}
    </section>
  );
}
