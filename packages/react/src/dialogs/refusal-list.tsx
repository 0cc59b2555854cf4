import type { ReactNode } from 'react';
import { useRefusals } from '../hooks/use-refusals.ts';
import { Time } from '../list/token-facts.tsx';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

interface RefusalListProps {
  readonly tokenId: string;
  /** The time, in epoch milliseconds. */
  readonly now: number;
}

/** Says why a token was rejected: its client receives the same response for every reason. */
export function RefusalList({ tokenId, now }: RefusalListProps): ReactNode {
  const { t } = useLynkAuth();
  const { data: refusals = [] } = useRefusals(tokenId);
  if (refusals.length === 0) return null;
  return (
    <section className="lynk-stack" aria-label={t('refusals.title')}>
      <h3 className="lynk-section-title">{t('refusals.title')}</h3>
      <ul className="lynk-secrets">
        {refusals.map(({ reason, count, lastAt, clientIp, userAgent }) => (
          <li key={reason} className="lynk-secret-row">
            <p>{t(`refusal.${reason}`)}</p>
            <p className="lynk-muted">
              {t('refusals.count', { count })}, <Time at={lastAt} now={now} />
              {clientIp !== null && ` ${t('firstCall.from', { address: clientIp })}`}
              {userAgent !== null && ` ${t('firstCall.with', { agent: userAgent })}`}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
