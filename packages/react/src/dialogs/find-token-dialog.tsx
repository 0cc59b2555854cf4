import type { TokenView } from '@lynk-auth/authority';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { isManagementError } from '../client/management-error.ts';
import { describeError } from '../fields/problem.tsx';
import { canDigest, digestToken } from '../format/digest-token.ts';
import { useFindToken } from '../hooks/actions.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { Dialog } from './dialog.tsx';

interface FindTokenDialogProps {
  readonly onClose: () => void;
  readonly onFound: (token: TokenView) => void;
}

/** Finds the token that a person holds, by its digest: the token itself does not leave the browser. */
export function FindTokenDialog({ onClose, onFound }: FindTokenDialogProps): ReactNode {
  const { t } = useLynkAuth();
  const id = useId();
  const find = useFindToken();
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState('');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const pasted = value.trim();
    if (pasted === '' || find.isPending) return;
    if (/[…*]/.test(pasted)) return setProblem(t('find.mask'));
    setProblem('');
    try {
      const { token } = await find.run({ digest: await digestToken(pasted) });
      onFound(token);
    } catch (error) {
      const isUnknown = isManagementError(error) && error.reason === 'not_found';
      if (isUnknown || !isManagementError(error)) setProblem(t(isUnknown ? 'find.none' : 'error.unexpected'));
      else setProblem(describeError(t, error));
    }
  };
  return (
    <Dialog title={t('find.title')} onClose={onClose}>
      {canDigest() ? (
        <form className="lynk-stack" onSubmit={submit}>
          <p id={`${id}-text`}>{t('find.text')}</p>
          <div className="lynk-field">
            <label htmlFor={id} className="lynk-label">
              {t('find.label')}
            </label>
            <input
              id={id}
              className="lynk-input lynk-code-input"
              aria-describedby={`${id}-text`}
              value={value}
              autoComplete="off"
              spellCheck={false}
              data-lynk-focus
              onChange={(event) => setValue(event.target.value)}
            />
          </div>
          <div role="alert" className="lynk-problem">
            {problem !== '' && <p className="lynk-notice lynk-notice-danger">{problem}</p>}
          </div>
          <footer className="lynk-dialog-footer">
            <button type="button" className="lynk-button lynk-button-quiet" onClick={onClose}>
              {t('dialog.cancel')}
            </button>
            <button type="submit" className="lynk-button lynk-button-primary" aria-disabled={find.isPending}>
              {t(find.isPending ? 'find.pending' : 'find.submit')}
            </button>
          </footer>
        </form>
      ) : (
        <p className="lynk-notice lynk-notice-warning">{t('find.insecure')}</p>
      )}
    </Dialog>
  );
}
