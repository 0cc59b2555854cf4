import type { TokenView } from '@lynk-auth/authority';
import type { ReactNode } from 'react';
import { findAbility, findMember, isPowerful, type TokenContext } from '../format/describe-token.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

interface FactProps {
  readonly token: TokenView;
  readonly context: TokenContext;
}

/** Who has a token: the person, another member, or the organization. */
export function Owner({ token, context }: FactProps): ReactNode {
  const { t } = useLynkAuth();
  const { kind, ownerId } = token;
  if (kind === 'service') return t('token.owner.organization');
  if (ownerId === context.self.member?.userId) return t('token.owner.you');
  return findMember(ownerId, context)?.name ?? ownerId;
}

/** What a token can do now. */
export function CanDo({ token, context }: FactProps): ReactNode {
  const { t } = useLynkAuth();
  const ability = findAbility(token, context);
  if (ability === null) return <span className="lynk-muted">{t('token.can.unknown')}</span>;
  const { role, permissions, isLimited } = ability;
  if (permissions.length === 0) return <span className="lynk-muted">{t('token.can.nothing')}</span>;
  const key = isLimited ? 'token.can.limited' : 'token.can.role';
  return (
    <>
      {t(key, { role: role.name, count: permissions.length })}
      {token.kind === 'service' && isPowerful(permissions, context.self) && (
        <span className="lynk-badge lynk-badge-warning">{t('token.powerful')}</span>
      )}
    </>
  );
}

interface TimeProps {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly now: number;
}

/** A time as a distance from now, with the date behind it. */
export function Time({ at, now }: TimeProps): ReactNode {
  const { format } = useLynkAuth();
  return (
    <time dateTime={new Date(at).toISOString()} title={`${format.dateTime(at)} (${format.utc(at)} UTC)`}>
      {format.relative(at, now)}
    </time>
  );
}

/** When a token was last used, as precisely as it is known. */
export function LastUsed({ token, now }: { readonly token: TokenView; readonly now: number }): ReactNode {
  const { t, format } = useLynkAuth();
  const { lastUsedAt, lastUsedPrecisionMs } = token;
  if (lastUsedAt === null) return <span className="lynk-muted">{t('token.lastUsed.never')}</span>;
  return (
    <>
      <Time at={lastUsedAt} now={now} />{' '}
      <span className="lynk-muted">± {format.duration(lastUsedPrecisionMs)}</span>
    </>
  );
}

/** When a token expires. */
export function Expires({ token, now }: { readonly token: TokenView; readonly now: number }): ReactNode {
  const { t } = useLynkAuth();
  const { expiresAt, state } = token;
  if (expiresAt === null) return <span className="lynk-warning-text">{t('token.expires.never')}</span>;
  const isSoon = state === 'active' && expiresAt - now < 14 * 86_400_000;
  return (
    <span className={isSoon ? 'lynk-warning-text' : undefined}>
      <Time at={expiresAt} now={now} />
    </span>
  );
}

/** The state of a token. */
export function State({ state }: { readonly state: TokenView['state'] }): ReactNode {
  const { t } = useLynkAuth();
  return <span className={`lynk-badge lynk-state-${state}`}>{t(`state.${state}`)}</span>;
}
