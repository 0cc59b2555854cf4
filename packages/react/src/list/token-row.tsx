import type { TokenView } from '@lynk-auth/authority';
import { memo, type ReactNode } from 'react';
import { findMember, type TokenContext } from '../format/describe-token.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { CanDo, Expires, LastUsed, Owner, State, Time } from './token-facts.tsx';

interface TokenRowProps {
  readonly token: TokenView;
  readonly context: TokenContext;
  readonly now: number;
  /** Whether the list has tokens of both kinds. */
  readonly showsOwner: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (id: string, isSelected: boolean) => void;
  readonly onOpen: (id: string) => void;
}

/** One token in the list. */
export const TokenRow = memo(function TokenRow(props: TokenRowProps): ReactNode {
  const { token, context, now, showsOwner, isSelected, onSelect, onOpen } = props;
  const { t } = useLynkAuth();
  const { id, name, mask, state, createdAt, createdBy } = token;
  const creator = createdBy.kind === 'user' ? findMember(createdBy.id, context)?.name : undefined;
  return (
    <tr className={state === 'active' ? 'lynk-row' : 'lynk-row lynk-row-dim'}>
      <td className="lynk-cell-select">
        <input
          type="checkbox"
          className="lynk-row-select"
          aria-label={t('list.select', { name })}
          checked={isSelected}
          disabled={state === 'revoked'}
          onChange={(event) => onSelect(id, event.target.checked)}
        />
      </td>
      <th scope="row" className="lynk-cell-main">
        <button
          type="button"
          className="lynk-row-name"
          onClick={() => onOpen(id)}
          aria-label={t('list.open', { name })}
        >
          {name}
        </button>
        <code className="lynk-mask">{mask}</code>
        {showsOwner && (
          <span className="lynk-row-owner">
            {t(`kind.${token.kind}`)} · <Owner token={token} context={context} />
          </span>
        )}
      </th>
      <td className="lynk-cell-state">
        <State state={state} />
      </td>
      <td data-label={t('token.can')}>
        <CanDo token={token} context={context} />
      </td>
      <td data-label={t('token.created')}>
        <Time at={createdAt} now={now} />
        {token.kind === 'service' && typeof creator === 'string' && (
          <span className="lynk-muted"> · {creator}</span>
        )}
      </td>
      <td data-label={t('token.lastUsed')}>
        <LastUsed token={token} now={now} />
      </td>
      <td data-label={t('token.expires')}>
        <Expires token={token} now={now} />
      </td>
    </tr>
  );
});
