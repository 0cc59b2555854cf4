import { Copyable, Dialog } from '@lynk-auth/react';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';

interface LinkDialogProps {
  readonly email: string;
  readonly code: string;
  readonly onClose: () => void;
}

/** Shows a one-time link. It is in the state of this component only, and gone when the dialog closes. */
export function LinkDialog({ email, code, onClose }: LinkDialogProps) {
  return (
    <Dialog title={messages.members.linkTitle} onClose={onClose}>
      <p>{messages.members.linkFor(email)}</p>
      <Copyable
        label={messages.members.link}
        text={`${window.location.origin}/password#${code}`}
        button={messages.members.copy}
        primary
      />
      <div className="row row-end">
        <Button onClick={onClose}>{messages.done}</Button>
      </div>
    </Dialog>
  );
}
