import type { TokenView } from '@lynk-auth/authority';
import { type FormEvent, type ReactNode, useState } from 'react';
import { PermissionField } from '../fields/permission-field.tsx';
import { Problem } from '../fields/problem.tsx';
import { permissionsOf, type TokenContext } from '../format/describe-token.ts';
import { useUpdateToken } from '../hooks/actions.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { FormFooter } from './form-footer.tsx';

interface LimitFormProps {
  readonly token: TokenView;
  readonly context: TokenContext;
  readonly onDone: () => void;
}

/** Takes permissions from a token. */
export function LimitForm({ token, context, onDone }: LimitFormProps): ReactNode {
  const { t } = useLynkAuth();
  const update = useUpdateToken();
  const most = permissionsOf(token, context);
  const [value, setValue] = useState(most);
  const [isTried, setTried] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (value.length >= most.length || update.isPending) return;
    await update.run(token.id, { permissions: value }).then(onDone, () => undefined);
  };
  return (
    <form className="lynk-stack" onSubmit={submit}>
      <p>{t('limit.text')}</p>
      <PermissionField table={context.self.permissionTable} most={most} value={value} onChange={setValue} />
      {isTried && value.length >= most.length && (
        <p role="alert" className="lynk-error">
          {t('limit.none')}
        </p>
      )}
      <Problem error={update.error} />
      <FormFooter
        onCancel={onDone}
        isPending={update.isPending}
        submit={t('limit.submit')}
        pending={t('dialog.saving')}
      />
    </form>
  );
}
