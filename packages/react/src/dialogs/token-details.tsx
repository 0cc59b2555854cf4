import type { SecretView, TokenView } from '@lynk-auth/authority';
import type { ReactNode } from 'react';
import { findMember, type TokenContext } from '../format/describe-token.ts';
import { useNow } from '../format/use-now.ts';
import { useSecrets } from '../hooks/use-secrets.ts';
import { CanDo, Expires, Owner, State, Time } from '../list/token-facts.tsx';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { CutOverMeter } from './cut-over-meter.tsx';
import { RefusalList } from './refusal-list.tsx';

interface TokenDetailsProps {
  readonly token: TokenView;
  readonly context: TokenContext;
}

/** What a token is, what it can do now, and how each of its secrets is used. */
export function TokenDetails({ token, context }: TokenDetailsProps): ReactNode {
  const { t, format } = useLynkAuth();
  const now = useNow();
  const { data: secrets } = useSecrets(token.id);
  const isLive = token.state === 'active' || token.state === 'suspended';
  const creator = findMember(token.createdBy.id, context)?.name;
  const created = format.dateTime(token.createdAt);
  const facts: readonly (readonly [label: string, value: ReactNode])[] = [
    [t('token.kind'), t(`kind.${token.kind}`)],
    [t('token.owner'), <Owner key="owner" token={token} context={context} />],
    [t('token.can'), <CanDo key="can" token={token} context={context} />],
    [
      t('token.created'),
      typeof creator === 'string' ? t('token.createdBy', { time: created, name: creator }) : created,
    ],
    [t('token.expires'), <Expires key="expires" token={token} now={now} />],
  ];
  return (
    <>
      <p className="lynk-once-name">
        <State state={token.state} /> <code className="lynk-mask">{token.mask}</code>
      </p>
      <dl className="lynk-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <section className="lynk-stack" aria-label={t('manage.use')}>
        <h3 className="lynk-section-title">{t('manage.use')}</h3>
        {secrets !== undefined && (
          <CutOverMeter tokenId={isLive ? token.id : null} secrets={secrets} now={now} />
        )}
        <ul className="lynk-secrets">
          {secrets?.toReversed().map((secret) => (
            <Secret key={`${secret.mask} ${secret.createdAt}`} secret={secret} now={now} />
          ))}
        </ul>
      </section>
      <RefusalList tokenId={token.id} now={now} />
    </>
  );
}

/** How one secret of a token is used. */
function Secret({ secret, now }: { readonly secret: SecretView; readonly now: number }): ReactNode {
  const { t, format } = useLynkAuth();
  const { mask, state, calls, callsSince, lastUsedAt, lastUsedPrecisionMs, expiresAt, addresses, userAgent } =
    secret;
  return (
    <li className={state === 'retired' ? 'lynk-secret-row lynk-row-dim' : 'lynk-secret-row'}>
      <p>
        <code className="lynk-mask">{mask}</code>{' '}
        <span className={`lynk-badge lynk-secret-${state}`}>{t(`secret.${state}`)}</span>
        {expiresAt !== null && state !== 'retired' && (
          <span className="lynk-muted">
            {' '}
            {t('manage.secret.ends', { time: format.relative(expiresAt, now) })}
          </span>
        )}
      </p>
      <p>
        {lastUsedAt === null ? (
          t('token.lastUsed.never')
        ) : (
          <>
            {t('revoke.evidence.used', { time: '' })}
            <Time at={lastUsedAt} now={now} />
            <span className="lynk-muted"> ± {format.duration(lastUsedPrecisionMs)}</span>
            {' · '}
            {t('manage.calls.since', {
              calls: t('manage.calls', { count: calls }),
              time: format.dateTime(callsSince),
            })}
          </>
        )}
      </p>
      {addresses.length > 0 && (
        <p className="lynk-muted">
          {t('manage.addresses')}: {addresses.map(({ address }) => address).join(', ')}
        </p>
      )}
      {userAgent !== null && (
        <p className="lynk-muted">
          {t('manage.agent')}: {userAgent}
        </p>
      )}
    </li>
  );
}
