import type { RoleView } from '@lynk-auth/authority';
import { Dialog } from '@lynk-auth/react';
import { type FormEvent, useState } from 'react';
import { invite, type NewLink } from '../api/endpoints.ts';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { useAction } from '../ui/use-action.ts';

interface InviteDialogProps {
  readonly roles: readonly RoleView[];
  readonly onInvited: (link: NewLink) => void;
  readonly onClose: () => void;
}

export function InviteDialog({ roles, onInvited, onClose }: InviteDialogProps) {
  const { run, pending, error } = useAction();
  const [email, setEmail] = useState('');
  const [name, setName] = useState('');
  // The one that may do the least.
  const [least] = [...roles].sort((one, other) => one.permissions.length - other.permissions.length);
  const [roleId, setRoleId] = useState(least?.id ?? '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    run(async () => onInvited(await invite({ email, name: name.trim() || undefined, roleId })));
  };
  return (
    <Dialog title={messages.members.invite} onClose={onClose}>
      <form onSubmit={submit}>
        <TextField
          label={messages.logIn.email}
          type="email"
          required
          autoComplete="off"
          value={email}
          onChange={setEmail}
        />
        <TextField label={messages.members.name} autoComplete="off" value={name} onChange={setName} />
        <SelectField label={messages.members.role} value={roleId} onChange={setRoleId}>
          {roles.map((role) => (
            <option key={role.id} value={role.id}>
              {role.name} ({messages.roles.count(role.permissions.length)})
            </option>
          ))}
        </SelectField>
        <Problem error={error} />
        <div className="row row-end">
          <Button onClick={onClose}>{messages.cancel}</Button>
          <Button type="submit" variant="primary" aria-disabled={pending}>
            {messages.members.createLink}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
