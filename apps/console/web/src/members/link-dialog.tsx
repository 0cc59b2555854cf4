import { Copyable, Dialog } from '@lynk-auth/react';
import type { NewLink } from '../api/endpoints.ts';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';

interface LinkDialogProps {
  readonly link: NewLink;
  readonly onClose: () => void;
}

/** Shows a one-time link. It is in the state of this component only, and gone when the dialog closes. */
export function LinkDialog({ link: { member, code, mailed }, onClose }: LinkDialogProps) {
  const email = member.email ?? '';
  return (
    <Dialog title={messages.members.linkTitle} onClose={onClose}>
      <p>{mailed ? messages.members.linkMailed(email) : messages.members.linkFor(email)}</p>
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
