import type { TokenView } from '@lynk-auth/authority';
import { type ReactNode, useId, useState } from 'react';
import { FindTokenDialog } from '../dialogs/find-token-dialog.tsx';
import { IssueTokenDialog } from '../dialogs/issue-token-dialog.tsx';
import { RevokeDialog } from '../dialogs/revoke-dialog.tsx';
import { TokenDialog } from '../dialogs/token-dialog.tsx';
import { Problem } from '../fields/problem.tsx';
import { hasRight } from '../format/describe-token.ts';
import { useNow } from '../format/use-now.ts';
import { useSelf } from '../hooks/use-self.ts';
import { useTokenContext } from '../hooks/use-token-context.ts';
import { useTokens } from '../hooks/use-tokens.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { toApiFilter, wholeList } from './list-view.ts';
import { TokenList } from './token-list.tsx';
import { Toolbar } from './toolbar.tsx';
import { useSettled } from './use-settled.ts';

type OpenDialog =
  | { readonly name: 'issue' | 'find' }
  | { readonly name: 'token'; readonly id: string }
  | { readonly name: 'revoke'; readonly tokens: readonly TokenView[] };

/** The page of all tokens of a kind. */
export function TokenPage({ kind }: { readonly kind: 'personal' | 'service' }): ReactNode {
  const { t } = useLynkAuth();
  const titleId = useId();
  const now = useNow();
  const self = useSelf();
  const context = useTokenContext();
  const [view, setView] = useState(wholeList);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [notice, setNotice] = useState('');

  const shown = useSettled(view);
  const ownerId = self.data?.member?.userId;
  const filter = { ...toApiFilter(shown, now), kind, ...(kind === 'personal' ? { ownerId } : {}) };
  const query = useTokens(filter, { enabled: self.data !== undefined });
  const tokens = query.data?.tokens ?? [];
  const canCreate = self.data !== undefined && hasRight(self.data, 'manageTokens');

  const close = () => setDialog(null);
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
      {self.data !== undefined && !canCreate && <p className="lynk-notice">{t('list.cannotCreate')}</p>}
      <p role="status" className={notice === '' ? 'lynk-hidden' : 'lynk-notice lynk-notice-success'}>
        {notice}
      </p>
      <Toolbar
        view={view}
        onChange={setView}
        roles={kind === 'service' ? context?.roles : undefined}
        onFind={() => setDialog({ name: 'find' })}
      />
      <Problem error={self.error ?? query.error} />
      <TokenList
        kind={kind}
        query={query}
        context={context}
        view={shown}
        now={now}
        selected={selected}
        onSelect={setSelected}
        onOpen={(id) => setDialog({ name: 'token', id })}
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

      {dialog?.name === 'issue' && <IssueTokenDialog kind={kind} onClose={close} />}
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
