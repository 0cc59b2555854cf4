import type { ReactNode } from 'react';
import { useSecrets } from '../hooks/use-secrets.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

/** Properties of {@link FirstCall}. */
export interface FirstCallProps {
  readonly tokenId: string;
}

/**
 * Waits for the first call with the newest secret of a token, and says when it came, from where and with what. It reads every two
 * seconds.
 *
 * @param props The token.
 */
export function FirstCall({ tokenId }: FirstCallProps): ReactNode {
  const { t, format } = useLynkAuth();
  const { data } = useSecrets(tokenId, { refreshMs: 2000 });
  const newest = data?.at(-1);
  const at = newest?.firstUsedAt ?? null;
  const address = newest?.addresses[0]?.address;
  const agent = newest?.userAgent ?? null;
  return (
    <div role="status" className={at === null ? 'lynk-first-call' : 'lynk-first-call lynk-first-call-done'}>
      <span className="lynk-pulse" aria-hidden="true" />
      {at === null ? (
        <p>
          {t('firstCall.waiting')} <span className="lynk-hint">{t('firstCall.hint')}</span>
        </p>
      ) : (
        <p>
          <strong>{t('firstCall.done', { time: format.time(at) })}</strong>
          {address !== undefined && ` ${t('firstCall.from', { address })}`}
          {agent !== null && ` ${t('firstCall.with', { agent })}`}
        </p>
      )}
    </div>
  );
}
