import { useId, useRef, useState } from 'react';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

interface LinkDialogProps {
  readonly email: string;
  readonly code: string;
  readonly onClose: () => void;
}

/** Shows a one-time link. It is in the state of this component only, and gone when the dialog closes. */
export function LinkDialog({ email, code, onClose }: LinkDialogProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    input.current?.select();
    // On plain http, a page has no clipboard.
    if (navigator.clipboard === undefined) document.execCommand('copy');
    else await navigator.clipboard.writeText(input.current?.value ?? '');
    setCopied(true);
  };
  return (
    <Dialog title={messages.members.linkTitle} onClose={onClose}>
      <p>{messages.members.linkFor(email)}</p>
      <div className="field">
        <label htmlFor={id}>{messages.members.link}</label>
        <input id={id} ref={input} readOnly value={`${window.location.origin}/password#${code}`} />
      </div>
      <div className="row row-end">
        <Button onClick={onClose}>{messages.done}</Button>
        <Button variant="primary" onClick={() => void copy()}>
          {copied ? messages.members.copied : messages.members.copy}
        </Button>
      </div>
    </Dialog>
  );
}
