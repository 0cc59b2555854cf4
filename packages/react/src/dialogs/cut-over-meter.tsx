import type { SecretView } from '@lynk-auth/authority';
import { type ReactNode, useId } from 'react';
import { describeCutOver } from '../format/describe-use.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { RetireSecrets } from './retire-secrets.tsx';

interface CutOverMeterProps {
  /** The token, whose old secrets the person can end; `null` if they cannot. */
  readonly tokenId: string | null;
  /** The secrets of a token, oldest first. */
  readonly secrets: readonly SecretView[];
  /** The time, in epoch milliseconds. */
  readonly now: number;
}

/** Says how far the users of a token have moved to its new secret: whether the old one is safe to retire. */
export function CutOverMeter({ tokenId, secrets, now }: CutOverMeterProps): ReactNode {
  const { t, format } = useLynkAuth();
  const id = useId();
  const cutOver = describeCutOver(secrets, now);
  if (cutOver === null) return null;
  const { old, newest, state } = cutOver;
  const since = format.dateTime(newest.callsSince);
  const oldCalls = old.reduce((sum, { calls }) => sum + calls, 0);
  const lastOld = Math.max(...old.map(({ lastUsedAt }) => lastUsedAt ?? 0));
  const ends = Math.max(...old.map(({ expiresAt }) => expiresAt ?? 0));
  const line = (label: string, calls: number) => (
    <div>
      <dt>{label}</dt>
      <dd>{t('manage.calls.since', { calls: t('manage.calls', { count: calls }), time: since })}</dd>
    </div>
  );
  return (
    <section className={`lynk-cut-over lynk-cut-over-${state}`} aria-labelledby={id}>
      <h3 id={id} className="lynk-label">
        {t('cutOver.title')}
      </h3>
      <meter
        className="lynk-meter"
        aria-label={t('cutOver.meter')}
        min={0}
        max={Math.max(1, oldCalls + newest.calls)}
        value={newest.calls}
      />
      <dl className="lynk-facts lynk-facts-two">
        {line(t('cutOver.old'), oldCalls)}
        {line(t('cutOver.new'), newest.calls)}
      </dl>
      <p role="status">
        {t(`cutOver.${state}`, { time: format.relative(lastOld, now) })}{' '}
        {ends > 0 && t('cutOver.ends', { time: format.relative(ends, now) })}
      </p>
      {tokenId !== null && <RetireSecrets tokenId={tokenId} cutOver={cutOver} />}
    </section>
  );
}
