import type { MemberView } from '@lynk-auth/authority';
import { Dialog, useMember, useRemoveMember } from '@lynk-auth/react';
import { useState } from 'react';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';

interface RemoveDialogProps {
  readonly member: MemberView;
  readonly onClose: () => void;
}

export function RemoveDialog({ member, onClose }: RemoveDialogProps) {
  const [isRemoved, setRemoved] = useState(false);
  // What is on the page is read again after a change, but not a member who is gone.
  const found = useMember(member.userId, { enabled: !isRemoved });
  const { run, isPending, error } = useRemoveMember();
  const name = member.name ?? member.email ?? member.userId;
  return (
    <Dialog title={messages.members.removeTitle(name)} onClose={onClose}>
      <p>
        {found.data === undefined ? messages.loading : messages.members.removeEffect(found.data.liveTokens)}
      </p>
      <Problem error={(error ?? found.error)?.message} />
      <div className="row row-end">
        <Button onClick={onClose} data-lynk-focus>
          {messages.cancel}
        </Button>
        <Button
          variant="danger"
          aria-disabled={isPending || found.data === undefined}
          onClick={() => {
            if (isPending || found.data === undefined) return;
            setRemoved(true);
            run(member.userId).then(onClose, () => setRemoved(false));
          }}
        >
          {messages.members.remove}
        </Button>
      </div>
    </Dialog>
  );
}
