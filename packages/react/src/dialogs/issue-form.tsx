import type { SelfView } from '@lynk-auth/authority';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { IssuedSecret } from '../client/management-client.ts';
import { presetOf, resolveChoice } from '../fields/expiry.ts';
import { ExpiryField } from '../fields/expiry-field.tsx';
import { NameField } from '../fields/name-field.tsx';
import { PermissionField } from '../fields/permission-field.tsx';
import { Problem } from '../fields/problem.tsx';
import { type RoleChoice, RoleField } from '../fields/role-field.tsx';
import { suggestRole } from '../fields/suggest-role.ts';
import { hasRight } from '../format/describe-token.ts';
import { useIssuePersonalToken, useIssueServiceToken } from '../hooks/actions.ts';
import { useOrganization } from '../hooks/use-organization.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

interface IssueFormProps {
  readonly kind: 'personal' | 'service';
  readonly self: SelfView;
  readonly onIssued: (issued: IssuedSecret) => void;
  readonly onCancel: () => void;
}

/** The form of a new token. */
export function IssueForm({ kind, self, onIssued, onCancel }: IssueFormProps): ReactNode {
  const { t, ciPermissions } = useLynkAuth();
  const suggestion = kind === 'service' ? suggestRole(self, ciPermissions) : null;
  const own = self.role?.permissions ?? [];
  const limits = self.limits[kind];
  const [name, setName] = useState('');
  const [expiry, setExpiry] = useState(() => presetOf(kind, limits));
  const [role, setRole] = useState<RoleChoice | null>(() =>
    suggestion === null
      ? null
      : { roleId: suggestion.role.id, permissions: suggestion.permissions, suggested: true },
  );
  const [limited, setLimited] = useState<readonly string[]>(own);
  const [isTried, setTried] = useState(false);
  const issuePersonal = useIssuePersonalToken();
  const issueService = useIssueServiceToken();
  const { isPending, error } = kind === 'personal' ? issuePersonal : issueService;

  const most =
    kind === 'personal'
      ? own
      : (self.grantableRoles.find(({ id }) => id === role?.roleId)?.permissions ?? []);
  const chosen = kind === 'personal' ? limited : (role?.permissions ?? []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const now = Date.now();
    const expires = resolveChoice(expiry, limits, { from: now, now });
    if (!expires.ok || isPending || (kind === 'service' && role === null)) return;
    // All of the role is no ceiling: the token follows the role when it gains permissions.
    const permissions = chosen.length < most.length ? [...chosen] : undefined;
    const input = { name, expiresAt: expires.expiresAt, permissions };
    const issuing =
      kind === 'personal'
        ? issuePersonal.run(input)
        : issueService.run({ ...input, roleId: role?.roleId ?? '' });
    await issuing.then(onIssued, () => undefined);
  };
  return (
    <form className="lynk-stack" onSubmit={submit}>
      <NameField kind={kind} value={name} onChange={setName} />
      {kind === 'service' && (
        <RoleField
          self={self}
          suggestion={suggestion}
          value={role}
          onChange={setRole}
          showProblem={isTried}
        />
      )}
      {kind === 'service' && role !== null && (
        <PermissionField
          table={self.permissionTable}
          most={most}
          value={chosen}
          onChange={(permissions) => setRole({ ...role, permissions })}
        />
      )}
      <ExpiryField
        label={t('expiry.label')}
        limits={limits}
        value={expiry}
        onChange={setExpiry}
        showProblem={isTried}
      />
      {kind === 'personal' && (
        <details className="lynk-details">
          <summary>{t('permissions.limit')}</summary>
          <PermissionField table={self.permissionTable} most={own} value={limited} onChange={setLimited} />
        </details>
      )}
      {hasRight(self, 'viewOrganization') && <Networks />}
      <Problem error={error} />
      <footer className="lynk-dialog-footer">
        <button type="button" className="lynk-button lynk-button-quiet" onClick={onCancel}>
          {t('dialog.cancel')}
        </button>
        <button type="submit" className="lynk-button lynk-button-primary" aria-disabled={isPending}>
          {t(isPending ? 'issue.pending' : 'issue.submit')}
        </button>
      </footer>
    </form>
  );
}

/** The networks from which the tokens of the organization work, if it limits them. */
function Networks(): ReactNode {
  const { t } = useLynkAuth();
  const networks = useOrganization().data?.policy.allowedNetworks ?? null;
  if (networks === null) return null;
  return (
    <p className="lynk-notice">
      {t('networks.notice', {
        count: networks.length,
        networks: networks.join(', ') || t('permissions.nothing'),
      })}
    </p>
  );
}
