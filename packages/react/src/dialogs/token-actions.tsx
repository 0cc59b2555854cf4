import type { TokenView } from '@lynk-auth/authority';
import { type ReactNode, useState } from 'react';
import { Problem } from '../fields/problem.tsx';
import { hasRight, type TokenContext } from '../format/describe-token.ts';
import { useDeleteToken, useResumeToken, useSuspendToken } from '../hooks/actions.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import type { TokenTask } from './token-dialog.tsx';

interface TokenActionsProps {
  readonly token: TokenView;
  readonly context: TokenContext;
  readonly onTask: (task: TokenTask) => void;
  /** The token is deleted. */
  readonly onGone: () => void;
}

const ignore = () => undefined;

/** What the person may do with a token, in its state. */
export function TokenActions({ token, context, onTask, onGone }: TokenActionsProps): ReactNode {
  const { t } = useLynkAuth();
  const suspend = useSuspendToken();
  const resume = useResumeToken();
  const remove = useDeleteToken();
  const [asksDelete, setAsksDelete] = useState(false);
  const { id, state, kind, ownerId } = token;
  const mayManage = hasRight(context.self, 'manageTokens');
  const isOwn = kind === 'service' || ownerId === context.self.member?.userId;
  const isLive = state === 'active' || state === 'suspended';

  const button = (label: string, onClick: () => void, look = '', isPending = false) => (
    <button type="button" className={`lynk-button ${look}`} onClick={onClick} aria-disabled={isPending}>
      {label}
    </button>
  );
  return (
    <>
      <Problem error={suspend.error ?? resume.error ?? remove.error} />
      <footer className="lynk-dialog-footer lynk-actions">
        {isLive && mayManage && button(t('manage.edit'), () => onTask('edit'))}
        {isLive && mayManage && button(t('manage.limit'), () => onTask('limit'))}
        {isLive && mayManage && isOwn && button(t('manage.rotate'), () => onTask('rotate'))}
        {state === 'active' &&
          button(t('manage.suspend'), () => void suspend.run(id).catch(ignore), '', suspend.isPending)}
        {state === 'suspended' &&
          mayManage &&
          button(t('manage.resume'), () => void resume.run(id).catch(ignore), '', resume.isPending)}
        {isLive && button(t('manage.revoke'), () => onTask('revoke'), 'lynk-button-danger')}
        {!isLive &&
          !asksDelete &&
          button(t('manage.delete'), () => setAsksDelete(true), 'lynk-button-danger')}
        {asksDelete && (
          <>
            <p role="alert">{t('manage.delete.confirm')}</p>
            {button(t('dialog.cancel'), () => setAsksDelete(false), 'lynk-button-quiet')}
            {button(
              t('manage.delete'),
              () => void remove.run(id).then(onGone, ignore),
              'lynk-button-danger',
              remove.isPending,
            )}
          </>
        )}
      </footer>
    </>
  );
}
