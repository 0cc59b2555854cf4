import type { RoleView, SelfView } from '@lynk-auth/authority';
import { Dialog, useCreateRole, useUpdateRole } from '@lynk-auth/react';
import { type FormEvent, useState } from 'react';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { TextField } from '../ui/text-field.tsx';

interface RoleDialogProps {
  readonly self: SelfView;
  /** The role to change; a new one without it. */
  readonly role?: RoleView;
  readonly onClose: () => void;
}

export function RoleDialog({ self, role, onClose }: RoleDialogProps) {
  const create = useCreateRole();
  const update = useUpdateRole();
  const [name, setName] = useState(role?.name ?? '');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(role?.permissions));
  const pending = create.isPending || update.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    const input = { name, permissions: [...chosen] };
    const saved = role === undefined ? create.run(input) : update.run(role.id, input);
    saved.then(onClose, () => undefined);
  };
  const toggle = (permission: string, isOn: boolean) => {
    const next = new Set(chosen);
    if (isOn) next.add(permission);
    else next.delete(permission);
    setChosen(next);
  };
  return (
    <Dialog
      title={role === undefined ? messages.roles.create : messages.roles.change(role.name)}
      onClose={onClose}
    >
      <form onSubmit={submit}>
        <TextField label={messages.members.name} required maxLength={100} value={name} onChange={setName} />
        <fieldset className="checks">
          <legend>{messages.roles.may}</legend>
          {Object.entries(self.permissionTable).map(([permission, sentence]) => (
            <label key={permission}>
              <input
                type="checkbox"
                checked={chosen.has(permission)}
                // A member grants at most the own permissions.
                disabled={!self.permissions.includes(permission)}
                onChange={(event) => toggle(permission, event.target.checked)}
              />
              <span>{sentence}</span>
            </label>
          ))}
        </fieldset>
        <Problem error={(create.error ?? update.error)?.message} />
        <div className="row row-end">
          <Button onClick={onClose}>{messages.cancel}</Button>
          <Button type="submit" variant="primary" aria-disabled={pending}>
            {messages.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
