import { type ReactNode, useState } from 'react';
import { useTokenContext } from '../hooks/use-token-context.ts';
import { TokenDialog } from './token-dialog.tsx';

/** Properties of {@link ManageTokenDialog}. */
export interface ManageTokenDialogProps {
  readonly tokenId: string;
  /** The person has closed it: stop rendering it. */
  readonly onClose: () => void;
}

/**
 * The dialog of one token: how it is used, and everything that the person may do with it. For a page of your own that leads to a
 * token. It is open as long as it is rendered.
 *
 * @param props The id of the token, and what to do when the person closes the dialog.
 * @example
 * ```tsx
 * import { ManageTokenDialog } from '@lynk-auth/react';
 * import { useState } from 'react';
 *
 * export function TokenLink({ id, name }: { id: string; name: string }) {
 *   const [isOpen, setOpen] = useState(false);
 *   return (
 *     <>
 *       <button type="button" onClick={() => setOpen(true)}>
 *         {name}
 *       </button>
 *       {isOpen && <ManageTokenDialog tokenId={id} onClose={() => setOpen(false)} />}
 *     </>
 *   );
 * }
 * ```
 */
export function ManageTokenDialog({ tokenId, onClose }: ManageTokenDialogProps): ReactNode {
  const context = useTokenContext();
  const [notice, setNotice] = useState('');
  return (
    <>
      <p role="status" className="lynk-hidden">
        {notice}
      </p>
      {context !== null && (
        <TokenDialog id={tokenId} context={context} onClose={onClose} onNotice={setNotice} />
      )}
    </>
  );
}
