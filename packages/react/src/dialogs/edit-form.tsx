import type { TokenView } from '@lynk-auth/authority';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type ExpiryChoice, resolveChoice } from '../fields/expiry.ts';
import { ExpiryField } from '../fields/expiry-field.tsx';
import { NameField } from '../fields/name-field.tsx';
import { Problem } from '../fields/problem.tsx';
import type { TokenContext } from '../format/describe-token.ts';
import { useUpdateToken } from '../hooks/actions.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { FormFooter } from './form-footer.tsx';

interface EditFormProps {
  readonly token: TokenView;
  readonly context: TokenContext;
  readonly onDone: () => void;
}

/** Changes the name and the expiry of a token. */
export function EditForm({ token, context, onDone }: EditFormProps): ReactNode {
  const { t } = useLynkAuth();
  const update = useUpdateToken();
  const limits = context.self.limits[token.kind];
  const [name, setName] = useState(token.name);
  const [expiry, setExpiry] = useState<ExpiryChoice>({ kind: 'keep' });
  const [isTried, setTried] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const expires = resolveChoice(expiry, limits, { from: token.createdAt, now: Date.now() });
    if (!expires.ok || update.isPending) return;
    const change = {
      ...(name === token.name ? {} : { name }),
      ...(expires.expiresAt === undefined ? {} : { expiresAt: expires.expiresAt }),
    };
    if (Object.keys(change).length === 0) return onDone();
    await update.run(token.id, change).then(onDone, () => undefined);
  };
  return (
    <form className="lynk-stack" onSubmit={submit}>
      <NameField kind={token.kind} value={name} onChange={setName} />
      <ExpiryField
        label={t('expiry.label')}
        limits={limits}
        from={token.createdAt}
        current={token.expiresAt}
        value={expiry}
        onChange={setExpiry}
        showProblem={isTried}
      />
      <Problem error={update.error} />
      <FormFooter
        onCancel={onDone}
        isPending={update.isPending}
        submit={t('dialog.save')}
        pending={t('dialog.saving')}
      />
    </form>
  );
}
