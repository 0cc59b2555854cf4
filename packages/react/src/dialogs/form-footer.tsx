import type { ReactNode } from 'react';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

interface FormFooterProps {
  readonly onCancel: () => void;
  readonly isPending: boolean;
  readonly submit: string;
  /** The text while it is sent. */
  readonly pending: string;
}

/** The buttons below a form. A pending one stays focusable, so that the focus is not lost. */
export function FormFooter({ onCancel, isPending, submit, pending }: FormFooterProps): ReactNode {
  const { t } = useLynkAuth();
  return (
    <footer className="lynk-dialog-footer">
      <button type="button" className="lynk-button lynk-button-quiet" onClick={onCancel}>
        {t('dialog.cancel')}
      </button>
      <button type="submit" className="lynk-button lynk-button-primary" aria-disabled={isPending}>
        {isPending ? pending : submit}
      </button>
    </footer>
  );
}
