import type { RoleView } from '@lynk-auth/authority';
import { Dialog, useDeleteRole } from '@lynk-auth/react';
import { useState } from 'react';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { SelectField } from '../ui/select-field.tsx';

interface DeleteRoleDialogProps {
  readonly role: RoleView;
  /** The roles that can replace it. */
  readonly others: readonly RoleView[];
  readonly onClose: () => void;
}

export function DeleteRoleDialog({ role, others, onClose }: DeleteRoleDialogProps) {
  const { run, isPending, error } = useDeleteRole();
  const [successor, setSuccessor] = useState('');
  return (
    <Dialog title={messages.roles.deleteTitle(role.name)} onClose={onClose}>
      <p>{messages.roles.deleteEffect}</p>
      <SelectField label={messages.roles.successor} value={successor} onChange={setSuccessor}>
        <option value="">{messages.roles.noSuccessor}</option>
        {others.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <Problem error={error?.message} />
      <div className="row row-end">
        <Button onClick={onClose}>{messages.cancel}</Button>
        <Button
          variant="danger"
          aria-disabled={isPending}
          onClick={() => {
            if (isPending) return;
            const options = successor === '' ? undefined : { successorRoleId: successor };
            run(role.id, options).then(onClose, () => undefined);
          }}
        >
          {messages.roles.delete}
        </Button>
      </div>
    </Dialog>
  );
}
