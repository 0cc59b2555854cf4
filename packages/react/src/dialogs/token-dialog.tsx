import type { TokenView } from '@lynk-auth/authority';
import { type ReactNode, useState } from 'react';
import { Problem } from '../fields/problem.tsx';
import type { TokenContext } from '../format/describe-token.ts';
import { useToken } from '../hooks/use-token.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { Dialog } from './dialog.tsx';
import { EditForm } from './edit-form.tsx';
import { LimitForm } from './limit-form.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import { TokenActions } from './token-actions.tsx';
import { TokenDetails } from './token-details.tsx';

interface TokenDialogProps {
  readonly id: string;
  readonly context: TokenContext;
  readonly onClose: () => void;
  /** Something was done, to be said on the page. */
  readonly onNotice: (notice: string) => void;
}

/** What a person can do with a token. */
export type TokenTask = 'edit' | 'limit' | 'rotate' | 'revoke';

/** Everything about one token. */
export function TokenDialog({ id, context, onClose, onNotice }: TokenDialogProps): ReactNode {
  const { t } = useLynkAuth();
  const { data: token, error } = useToken(id);
  const [task, setTask] = useState<TokenTask | null>(null);
  const back = () => setTask(null);
  if (token === undefined) {
    return (
      <Dialog title={t('manage.title')} onClose={onClose}>
        {error === null ? <p className="lynk-muted">{t('list.loading')}</p> : <Problem error={error} />}
      </Dialog>
    );
  }
  const { name } = token;
  const titles: Readonly<Partial<Record<TokenTask, string>>> = {
    edit: t('edit.title', { name }),
    limit: t('limit.title', { name }),
  };
  return (
    <>
      <Dialog title={(task && titles[task]) ?? name} onClose={task === null ? onClose : back} wide>
        {task === 'edit' && <EditForm token={token} context={context} onDone={back} />}
        {task === 'limit' && <LimitForm token={token} context={context} onDone={back} />}
        {task !== 'edit' && task !== 'limit' && (
          <div className="lynk-stack">
            <TokenDetails token={token} context={context} />
            <TokenActions
              token={token}
              context={context}
              onTask={setTask}
              onGone={() => {
                onNotice(t('manage.deleted', { name }));
                onClose();
              }}
            />
          </div>
        )}
      </Dialog>
      {task === 'rotate' && <RotateDialog token={token} onClose={back} />}
      {task === 'revoke' && (
        <RevokeDialog
          tokens={[token]}
          onClose={back}
          onRevoked={([revoked]: readonly TokenView[]) =>
            onNotice(t('revoke.done', { count: 1, name: revoked?.name ?? name }))
          }
        />
      )}
    </>
  );
}
