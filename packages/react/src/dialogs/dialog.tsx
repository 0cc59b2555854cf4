import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

/** Properties of {@link Dialog}. */
export interface DialogProps {
  /** The heading, and the name for screen readers. */
  readonly title: string;
  /** The person wants to close it: with Escape, with the button, or with a click beside it. */
  readonly onClose: () => void;
  /**
   * Whether it has room for two columns.
   * @default false
   */
  readonly wide?: boolean | undefined;
  readonly children: ReactNode;
}

const findFirst = (dialog: HTMLElement): HTMLElement | null =>
  dialog.querySelector<HTMLElement>('[data-lynk-focus]') ??
  dialog.querySelector<HTMLElement>('input:not(:disabled), select, textarea');

/**
 * A modal dialog: the element of the platform, which makes the page behind it inert and keeps the focus without a script or
 * an injected style. It is open as long as it is rendered. The focus is on the element with the attribute `data-lynk-focus`,
 * otherwise on the first field, and returns to where it was. It must be inside a `LynkAuthProvider`.
 *
 * @param props The title, and what to do when the person closes it.
 * @example
 * ```tsx
 * import { Dialog } from '@lynk-auth/react';
 *
 * export const Help = ({ onClose }: { onClose: () => void }) => (
 *   <Dialog title="Help" onClose={onClose}>
 *     <p>A token acts for you.</p>
 *   </Dialog>
 * );
 * ```
 */
export function Dialog({ title, onClose, wide = false, children }: DialogProps): ReactNode {
  const { t } = useLynkAuth();
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null) return;
    const opener = document.activeElement;
    if (!dialog.open) dialog.showModal();
    // The browser chooses the first button, which closes the dialog.
    findFirst(dialog)?.focus();
    return () => {
      dialog.close();
      returnFocus(opener);
    };
  }, []);

  // Another title is another task, whose button is gone.
  const shownTitle = useRef(title);
  useEffect(() => {
    const dialog = ref.current;
    if (dialog === null || shownTitle.current === title) return;
    shownTitle.current = title;
    (findFirst(dialog) ?? dialog.querySelector('h2'))?.focus();
  }, [title]);

  return (
    <dialog
      ref={ref}
      className={wide ? 'lynk-dialog lynk-dialog-wide' : 'lynk-dialog'}
      aria-labelledby={titleId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        // A browser lets a page prevent the closing of a dialog once, so the key must not reach it.
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => {
        // The browser has closed it all the same: it is open until its owner removes it.
        const dialog = event.currentTarget;
        if (event.target !== dialog || !dialog.isConnected || dialog.open) return;
        dialog.showModal();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className="lynk-dialog-body">
        <header className="lynk-dialog-header">
          <h2 id={titleId} className="lynk-dialog-title" tabIndex={-1}>
            {title}
          </h2>
          <button type="button" className="lynk-icon-button" aria-label={t('dialog.close')} onClick={onClose}>
            <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
              <path d="M4 4l8 8M12 4l-8 8" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
            </svg>
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}

/** What opened the dialog may be gone, such as the row of a deleted token. */
function returnFocus(opener: Element | null): void {
  const target = opener?.isConnected ? opener : document.querySelector('[data-lynk-home]');
  if (target instanceof HTMLElement) target.focus();
}
