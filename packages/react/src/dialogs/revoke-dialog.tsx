import type { TokenView } from '@lynk-auth/authority';
import { type ReactNode, useState } from 'react';
import { isManagementError } from '../client/management-error.ts';
import { describeError } from '../fields/problem.tsx';
import { useRevokeToken } from '../hooks/actions.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { Dialog } from './dialog.tsx';
import { Evidence } from './evidence.tsx';

/** Properties of {@link RevokeDialog}. */
export interface RevokeDialogProps {
  /** The tokens to revoke, at least one. */
  readonly tokens: readonly TokenView[];
  /** The person has closed it: stop rendering it. */
  readonly onClose: () => void;
  /** The tokens are revoked. */
  readonly onRevoked?: ((tokens: readonly TokenView[]) => void) | undefined;
}

/** The dialog that revokes tokens: it says how each was used lately first. It is open as long as it is rendered. */
export function RevokeDialog({ tokens, onClose, onRevoked }: RevokeDialogProps): ReactNode {
  const { t } = useLynkAuth();
  const revoke = useRevokeToken();
  const [done, setDone] = useState<readonly string[]>([]);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const count = tokens.length;
  const left = tokens.filter(({ id }) => !done.includes(id));

  const revokeAll = async () => {
    if (revoke.isPending) return;
    const failures: string[] = [];
    const revoked: string[] = [...done];
    // One after the other: a request waits until no process accepts the token.
    for (const { id, name } of left) {
      try {
        await revoke.run(id);
        revoked.push(id);
        setDone([...revoked]);
      } catch (error) {
        const message = isManagementError(error) ? describeError(t, error) : t('error.unexpected');
        failures.push(t('revoke.failed', { name, message }));
      }
    }
    setProblems(failures);
    if (failures.length > 0) return;
    onRevoked?.(tokens);
    onClose();
  };
  return (
    <Dialog title={t('revoke.title', { count, name: tokens[0]?.name ?? '' })} onClose={onClose}>
      <div className="lynk-stack">
        <p>{t('revoke.text')}</p>
        <ul className="lynk-evidence">
          {left.map(({ id, name, mask }) => (
            <li key={id}>
              <p className="lynk-evidence-name">
                {name} <code className="lynk-mask">{mask}</code>
              </p>
              <Evidence tokenId={id} />
            </li>
          ))}
        </ul>
        <div role="alert" className="lynk-problem">
          {problems.map((problem) => (
            <p key={problem} className="lynk-notice lynk-notice-danger">
              {problem}
            </p>
          ))}
        </div>
        <footer className="lynk-dialog-footer">
          <button type="button" className="lynk-button lynk-button-quiet" onClick={onClose} data-lynk-focus>
            {t('dialog.cancel')}
          </button>
          <button
            type="button"
            className="lynk-button lynk-button-danger"
            onClick={revokeAll}
            aria-disabled={revoke.isPending}
          >
            {revoke.isPending ? t('revoke.pending') : t('revoke.submit', { count: left.length })}
          </button>
        </footer>
      </div>
    </Dialog>
  );
}
