import { type ReactNode, useRef, useState } from 'react';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { copyText } from './copy-text.ts';

/** Properties of {@link Copyable}. */
export interface CopyableProps {
  /** What the text is, for screen readers. */
  readonly label: string;
  readonly text: string;
  /** The name of the button. */
  readonly button: string;
  /**
   * Classes of the whole.
   * @default none
   */
  readonly className?: string | undefined;
  /**
   * Whether the button is the main one of its dialog, which has the focus at first.
   * @default false
   */
  readonly primary?: boolean | undefined;
  /** The text is in the clipboard: by the button, or by the person's own selection of all of it. */
  readonly onCopied?: (() => void) | undefined;
}

/**
 * A string with a button that copies it, on plain http too. It must be inside a `LynkAuthProvider`.
 *
 * @param props What to copy.
 */
export function Copyable(props: CopyableProps): ReactNode {
  const { label, text, button, className = '', primary = false, onCopied } = props;
  const { t } = useLynkAuth();
  const ref = useRef<HTMLElement>(null);
  const [result, setResult] = useState<'none' | 'copied' | 'failed'>('none');

  const copy = async () => {
    const copied = ref.current !== null && (await copyText(ref.current, text));
    setResult(copied ? 'copied' : 'failed');
    if (copied) onCopied?.();
  };
  return (
    <div className={`lynk-copyable ${className}`}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls by keyboard too */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form */}
      <pre className="lynk-copyable-text" tabIndex={0} aria-label={label} role="group">
        <code
          ref={ref}
          onCopy={() => {
            if (String(getSelection()).trim() === text) onCopied?.();
          }}
        >
          {text}
        </code>
      </pre>
      <button
        type="button"
        className={primary ? 'lynk-button lynk-button-primary' : 'lynk-button lynk-button-small'}
        onClick={copy}
        data-lynk-focus={primary || undefined}
      >
        {result === 'copied' ? t('copy.copied') : button}
      </button>
      <p role="status" className={result === 'failed' ? 'lynk-error' : 'lynk-hidden'}>
        {result === 'copied' && t('copy.copied')}
        {result === 'failed' && t('copy.failed')}
      </p>
    </div>
  );
}
