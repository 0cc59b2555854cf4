import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { IssuedSecret } from '../client/management-client.ts';
import { copyText } from '../fields/copy-text.ts';
import { Copyable } from '../fields/copyable.tsx';
import { Tabs } from '../fields/tabs.tsx';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { Dialog } from './dialog.tsx';
import { FirstCall } from './first-call.tsx';

interface ShownOnceProps {
  readonly issued: IssuedSecret;
  readonly onClose: () => void;
  /** What to show below, for example how far a rotation is. */
  readonly children?: ReactNode;
}

/** Shows a new secret, once, and does not let it go before it was copied or given up. */
export function ShownOnce({ issued, onClose, children }: ShownOnceProps): ReactNode {
  const { t, snippets } = useLynkAuth();
  const [copied, setCopied] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const { secret, token } = issued;

  useEffect(() => {
    if (copied) return;
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', guard);
    return () => removeEventListener('beforeunload', guard);
  }, [copied]);

  const leave = () => (copied ? onClose() : setLeaving(true));
  return (
    <Dialog title={t('once.title')} onClose={leave} wide>
      {isLeaving && (
        <Leaving
          secret={secret}
          onCopied={() => setCopied(true)}
          onClose={onClose}
          onBack={() => setLeaving(false)}
        />
      )}
      <div className={isLeaving ? 'lynk-hidden-all' : 'lynk-stack'}>
        <p className="lynk-notice lynk-notice-warning">{t('once.warning')}</p>
        <p className="lynk-once-name">
          {token.name} <span className="lynk-badge">{t(`kind.${token.kind}`)}</span>
        </p>
        <Copyable
          label={t('once.token')}
          text={secret}
          button={t('copy.token')}
          className="lynk-secret"
          primary
          onCopied={() => setCopied(true)}
        />
        <p className="lynk-hint">{t('once.store')}</p>
        {snippets.length > 0 && (
          <Tabs
            label={t('snippets.label')}
            tabs={snippets.map(({ label, code }) => ({
              label,
              content: (
                <Copyable label={label} text={code} button={t('copy.snippet')} className="lynk-snippet" />
              ),
            }))}
          />
        )}
        <FirstCall tokenId={token.id} />
        {children}
        <footer className="lynk-dialog-footer">
          <button
            type="button"
            className={copied ? 'lynk-button lynk-button-primary' : 'lynk-button'}
            onClick={leave}
          >
            {t('once.done')}
          </button>
        </footer>
      </div>
    </Dialog>
  );
}

interface LeavingProps {
  readonly secret: string;
  readonly onCopied: () => void;
  readonly onClose: () => void;
  readonly onBack: () => void;
}

/** Asks before a token that was not copied is gone. */
function Leaving({ secret, onCopied, onClose, onBack }: LeavingProps): ReactNode {
  const { t } = useLynkAuth();
  const ref = useRef<HTMLElement>(null);
  const [failed, setFailed] = useState(false);
  const copy = async () => {
    if (ref.current === null || !(await copyText(ref.current, secret))) return setFailed(true);
    onCopied();
    onClose();
  };
  return (
    <div role="alert" className="lynk-stack">
      <p className="lynk-leave-title">{t('once.leave.title')}</p>
      <p>{t('once.leave.text')}</p>
      <pre className="lynk-copyable-text lynk-secret">
        <code ref={ref}>{secret}</code>
      </pre>
      {failed && <p className="lynk-error">{t('copy.failed')}</p>}
      <footer className="lynk-dialog-footer">
        <button type="button" className="lynk-button lynk-button-quiet" onClick={onBack}>
          {t('once.leave.back')}
        </button>
        <button type="button" className="lynk-button lynk-button-danger" onClick={onClose}>
          {t('once.leave.close')}
        </button>
        {/* biome-ignore lint/a11y/noAutofocus: the person has asked to close, and this is the safe way */}
        <button type="button" className="lynk-button lynk-button-primary" onClick={copy} autoFocus>
          {t('once.leave.copy')}
        </button>
      </footer>
    </div>
  );
}
