import { type ReactNode, useState } from 'react';
import type { IssuedSecret } from '../client/management-client.ts';
import { useSelf } from '../hooks/use-self.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { Dialog } from './dialog.tsx';
import { IssueForm } from './issue-form.tsx';
import { ShownOnce } from './shown-once.tsx';

/** Properties of {@link IssueTokenDialog}. */
export interface IssueTokenDialogProps {
  readonly kind: 'personal' | 'service';
  /** The person has closed it: stop rendering it. */
  readonly onClose: () => void;
}

/**
 * The dialog that creates a token: name, expiry and, for a service token, the role, with what it may and may not do. It then
 * shows the token, once. It is open as long as it is rendered; the token is in its state only, and gone with it.
 *
 * @param props Which kind of token to create.
 * @example
 * ```tsx
 * import { IssueTokenDialog } from '@lynk-auth/react';
 * import { useState } from 'react';
 *
 * export function NewToken() {
 *   const [isOpen, setOpen] = useState(false);
 *   return (
 *     <>
 *       <button type="button" onClick={() => setOpen(true)}>New token</button>
 *       {isOpen && <IssueTokenDialog kind="personal" onClose={() => setOpen(false)} />}
 *     </>
 *   );
 * }
 * ```
 */
export function IssueTokenDialog({ kind, onClose }: IssueTokenDialogProps): ReactNode {
  const { t } = useLynkAuth();
  const { data: self } = useSelf();
  const [issued, setIssued] = useState<IssuedSecret | null>(null);
  if (issued !== null) return <ShownOnce issued={issued} onClose={onClose} />;
  return (
    <Dialog title={t(`issue.${kind}.title`)} onClose={onClose} wide={kind === 'service'}>
      {self === undefined ? (
        <p className="lynk-muted">{t('list.loading')}</p>
      ) : (
        <IssueForm kind={kind} self={self} onIssued={setIssued} onCancel={onClose} />
      )}
    </Dialog>
  );
}
