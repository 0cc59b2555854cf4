import type { TokenView } from '@lynk-auth/authority';
import type { ReactNode } from 'react';
import { findMember, type TokenContext } from '../format/describe-token.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { CanDo, Expires, LastUsed, State, Time } from './token-facts.tsx';

interface TokenRowProps {
  readonly token: TokenView;
  readonly context: TokenContext;
  readonly now: number;
  readonly isSelected: boolean;
  readonly onSelect: (isSelected: boolean) => void;
  readonly onOpen: () => void;
}

/** One token in the list. */
export function TokenRow({ token, context, now, isSelected, onSelect, onOpen }: TokenRowProps): ReactNode {
  const { t } = useLynkAuth();
  const { name, mask, state, createdAt, createdBy } = token;
  const creator = createdBy.kind === 'user' ? findMember(createdBy.id, context)?.name : undefined;
  return (
    <li className={state === 'active' ? 'lynk-row' : 'lynk-row lynk-row-dim'}>
      <input
        type="checkbox"
        className="lynk-row-select"
        aria-label={t('list.select', { name })}
        checked={isSelected}
        disabled={state === 'revoked'}
        onChange={(event) => onSelect(event.target.checked)}
      />
      <div className="lynk-row-main">
        <button
          type="button"
          className="lynk-row-name"
          onClick={onOpen}
          aria-label={t('list.open', { name })}
        >
          {name}
        </button>
        <code className="lynk-mask">{mask}</code>
      </div>
      <div className="lynk-row-state">
        <State state={state} />
      </div>
      <dl className="lynk-row-facts">
        <div>
          <dt>{t('token.can')}</dt>
          <dd>
            <CanDo token={token} context={context} />
          </dd>
        </div>
        <div>
          <dt>{t('token.created')}</dt>
          <dd>
            <Time at={createdAt} now={now} />
            {token.kind === 'service' && typeof creator === 'string' && (
              <span className="lynk-muted"> · {creator}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('token.lastUsed')}</dt>
          <dd>
            <LastUsed token={token} now={now} />
          </dd>
        </div>
        <div>
          <dt>{t('token.expires')}</dt>
          <dd>
            <Expires token={token} now={now} />
          </dd>
        </div>
      </dl>
    </li>
  );
}
