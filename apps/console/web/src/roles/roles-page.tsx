import type { RoleView } from '@lynk-auth/authority';
import { hasRight, useRoles, useSelf } from '@lynk-auth/react';
import { useState } from 'react';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { useTitle } from '../ui/use-title.ts';
import { DeleteRoleDialog } from './delete-role-dialog.tsx';
import { RoleDialog } from './role-dialog.tsx';

type Open = { readonly name: 'create' } | { readonly name: 'change' | 'delete'; readonly role: RoleView };

export function RolesPage() {
  const { roles: texts } = messages;
  useTitle(texts.title);
  const self = useSelf().data;
  const { data: roles, error } = useRoles();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const mayChange = hasRight(self, 'changeRoles');
  return (
    <section aria-labelledby="roles" className="panel">
      <div className="page-head">
        <div>
          <h2 id="roles">{texts.title}</h2>
          <p className="muted">{texts.lead}</p>
        </div>
        {mayChange && (
          <Button variant="primary" onClick={() => setOpen({ name: 'create' })}>
            {texts.create}
          </Button>
        )}
      </div>
      <Problem error={error?.message} />
      {roles === undefined && error === null && <p className="muted">{messages.loading}</p>}
      <ul className="list">
        {roles?.map((role) => (
          <li className="list-row" key={role.id}>
            <div className="list-main">
              <strong>{role.name}</strong>
              {role.system && <span className="badge">{texts.system}</span>}
              <span className="muted">{texts.count(role.permissions.length)}</span>
            </div>
            {mayChange && !role.system && (
              <div className="list-actions">
                <Button
                  variant="quiet"
                  aria-label={texts.change(role.name)}
                  onClick={() => setOpen({ name: 'change', role })}
                >
                  {texts.edit}
                </Button>
                <Button
                  variant="quiet"
                  aria-label={texts.deleteOf(role.name)}
                  onClick={() => setOpen({ name: 'delete', role })}
                >
                  {texts.delete}
                </Button>
              </div>
            )}
            <details className="list-details">
              <summary>{texts.permissions}</summary>
              <ul>
                {role.permissions.map((permission) => (
                  <li key={permission}>{self?.permissionTable[permission] ?? permission}</li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
      {open?.name === 'create' && self !== undefined && <RoleDialog self={self} onClose={close} />}
      {open?.name === 'change' && self !== undefined && (
        <RoleDialog self={self} role={open.role} onClose={close} />
      )}
      {open?.name === 'delete' && (
        <DeleteRoleDialog
          role={open.role}
          others={(roles ?? []).filter(({ id }) => id !== open.role.id)}
          onClose={close}
        />
      )}
    </section>
  );
}
