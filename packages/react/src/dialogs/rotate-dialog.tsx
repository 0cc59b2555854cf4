import type { SelfView, TokenView } from '@lynk-auth/authority';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { IssuedSecret } from '../client/management-client.ts';
import { type ExpiryChoice, resolveChoice } from '../fields/expiry.ts';
import { ExpiryField } from '../fields/expiry-field.tsx';
import { Problem } from '../fields/problem.tsx';
import { useNow } from '../format/use-now.ts';
import { useRotateToken } from '../hooks/actions.ts';
import { useSecrets } from '../hooks/use-secrets.ts';
import { useSelf } from '../hooks/use-self.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { CutOverMeter } from './cut-over-meter.tsx';
import { Dialog } from './dialog.tsx';
import { Evidence } from './evidence.tsx';
import { FormFooter } from './form-footer.tsx';
import { ShownOnce } from './shown-once.tsx';

/** Properties of {@link RotateDialog}. */
export interface RotateDialogProps {
  readonly token: TokenView;
  /** The person has closed it: stop rendering it. */
  readonly onClose: () => void;
}

/**
 * The dialog that gives a token a new secret, which it then shows, once, with a meter of how far the users of the token have
 * moved to it. It is open as long as it is rendered; the secret is in its state only, and gone with it.
 */
export function RotateDialog({ token, onClose }: RotateDialogProps): ReactNode {
  const { t } = useLynkAuth();
  const { data: self } = useSelf();
  const [issued, setIssued] = useState<IssuedSecret | null>(null);
  if (issued !== null) {
    return (
      <ShownOnce issued={issued} onClose={onClose}>
        <Progress tokenId={token.id} />
      </ShownOnce>
    );
  }
  return (
    <Dialog title={t('rotate.title', { name: token.name })} onClose={onClose}>
      {self === undefined ? (
        <p className="lynk-muted">{t('list.loading')}</p>
      ) : (
        <RotateForm token={token} self={self} onIssued={setIssued} onCancel={onClose} />
      )}
    </Dialog>
  );
}

function Progress({ tokenId }: { readonly tokenId: string }): ReactNode {
  const now = useNow();
  const { data: secrets } = useSecrets(tokenId, { refreshMs: 2000 });
  return secrets === undefined ? null : <CutOverMeter tokenId={tokenId} secrets={secrets} now={now} />;
}

const HOUR = 3600;
const overlaps = [0, HOUR, 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR] as const;

interface RotateFormProps extends Pick<RotateDialogProps, 'token'> {
  readonly self: SelfView;
  readonly onIssued: (issued: IssuedSecret) => void;
  readonly onCancel: () => void;
}

function RotateForm({ token, self, onIssued, onCancel }: RotateFormProps): ReactNode {
  const { t, format } = useLynkAuth();
  const id = useId();
  const rotate = useRotateToken();
  const limits = self.limits[token.kind];
  const [overlapSeconds, setOverlap] = useState<number>(24 * HOUR);
  const [retireOnFirstUse, setRetire] = useState(false);
  const [expiry, setExpiry] = useState<ExpiryChoice>({ kind: 'keep' });
  const [isTried, setTried] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const now = Date.now();
    const expires = resolveChoice(expiry, limits, { from: now, now });
    if (!expires.ok || rotate.isPending) return;
    const { expiresAt } = expires;
    const options = { overlapSeconds, retireOnFirstUse: retireOnFirstUse && overlapSeconds > 0 };
    const rotating = rotate.run(token.id, { ...options, ...(expiresAt === undefined ? {} : { expiresAt }) });
    await rotating.then(onIssued, () => undefined);
  };
  return (
    <form className="lynk-stack" onSubmit={submit}>
      <p>{t('rotate.text')}</p>
      <div className="lynk-field">
        <label htmlFor={id} className="lynk-label">
          {t('rotate.overlap')}
        </label>
        <select
          id={id}
          className="lynk-input"
          value={overlapSeconds}
          data-lynk-focus
          onChange={(event) => setOverlap(Number(event.target.value))}
        >
          {overlaps.map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds === 0 ? t('rotate.overlap.none') : format.duration(seconds * 1000)}
            </option>
          ))}
        </select>
      </div>
      {overlapSeconds === 0 ? (
        <Evidence tokenId={token.id} />
      ) : (
        <label className="lynk-check">
          <input
            type="checkbox"
            checked={retireOnFirstUse}
            onChange={(event) => setRetire(event.target.checked)}
          />
          <span>{t('rotate.firstUse')}</span>
        </label>
      )}
      <ExpiryField
        label={t('rotate.expiry')}
        limits={limits}
        current={token.expiresAt}
        value={expiry}
        onChange={setExpiry}
        showProblem={isTried}
      />
      <Problem error={rotate.error} />
      <FormFooter
        onCancel={onCancel}
        isPending={rotate.isPending}
        submit={t('rotate.submit')}
        pending={t('rotate.pending')}
      />
    </form>
  );
}
