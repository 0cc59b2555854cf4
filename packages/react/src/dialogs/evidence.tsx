import type { ReactNode } from 'react';
import { describeUse } from '../format/describe-use.ts';
import { useNow } from '../format/use-now.ts';
import { useSecrets } from '../hooks/use-secrets.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

const BUSY_MS = 24 * 3_600_000;

/** Says how a token was used lately, before it is ended. */
export function Evidence({ tokenId }: { readonly tokenId: string }): ReactNode {
  const { t, format } = useLynkAuth();
  const now = useNow();
  const { data: secrets } = useSecrets(tokenId);
  if (secrets === undefined) return <p className="lynk-hint">{t('revoke.evidence.loading')}</p>;
  const { lastUsedAt, callsInWeek, addresses } = describeUse(secrets, now);
  if (lastUsedAt === null) return <p className="lynk-hint">{t('revoke.evidence.never')}</p>;
  const facts = [
    t('revoke.evidence.used', { time: format.relative(lastUsedAt, now) }),
    t('revoke.evidence.calls', { count: callsInWeek }),
    t('manage.address', { count: addresses.length }),
  ];
  return (
    <>
      <p>{facts.join(' · ')}</p>
      {now - lastUsedAt < BUSY_MS && <p className="lynk-notice lynk-notice-danger">{t('revoke.busy')}</p>}
    </>
  );
}
