import { type ReactNode, useState } from 'react';
import { Problem } from '../fields/problem.tsx';
import type { CutOver } from '../format/describe-use.ts';
import { useRetireSecrets } from '../hooks/actions.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

interface RetireSecretsProps {
  readonly tokenId: string;
  readonly cutOver: CutOver;
}

/** Ends the old secrets of a token before their overlap does, after a question. */
export function RetireSecrets({ tokenId, cutOver: { state, newest } }: RetireSecretsProps): ReactNode {
  const { t } = useLynkAuth();
  const [asks, setAsks] = useState<boolean | null>(null);
  const { run, isPending, error } = useRetireSecrets();
  const retire = () => {
    if (isPending) return;
    // The secret that the person has seen: after another rotation, nothing is ended.
    run(tokenId, { newestCreatedAt: newest.createdAt }).then(
      () => setAsks(false),
      () => undefined,
    );
  };
  if (asks !== true) {
    return (
      <button
        type="button"
        className="lynk-button lynk-button-small"
        onClick={() => setAsks(true)}
        // biome-ignore lint/a11y/noAutofocus: the button that the person has used is gone
        autoFocus={asks === false}
      >
        {t('cutOver.retire')}
      </button>
    );
  }
  return (
    <div className="lynk-stack">
      <p role="alert" className={state === 'safe' ? undefined : 'lynk-notice lynk-notice-danger'}>
        {t(state === 'safe' ? 'cutOver.retire.safe' : 'cutOver.retire.unsafe')}
      </p>
      <Problem error={error} />
      <p className="lynk-row-actions">
        <button type="button" className="lynk-button lynk-button-small" onClick={() => setAsks(false)}>
          {t('dialog.cancel')}
        </button>
        <button
          type="button"
          className="lynk-button lynk-button-small lynk-button-danger"
          onClick={retire}
          aria-disabled={isPending}
          // biome-ignore lint/a11y/noAutofocus: the button that the person has used is gone
          autoFocus
        >
          {t(isPending ? 'cutOver.retiring' : 'cutOver.retire.now')}
        </button>
      </p>
    </div>
  );
}
