import type { MemberView, RoleView } from '@lynk-auth/authority';
import { useResumeMember, useSuspendMember, useUpdateMember } from '@lynk-auth/react';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';

interface MemberRowProps {
  readonly member: MemberView;
  readonly roles: readonly RoleView[];
  readonly isSelf: boolean;
  readonly isInvited: boolean;
  readonly canChange: boolean;
  readonly canRemove: boolean;
  readonly onLink: () => void;
  readonly onRemove: () => void;
}

export function MemberRow(props: MemberRowProps) {
  const { member, roles, isSelf, isInvited, canChange, canRemove, onLink, onRemove } = props;
  const update = useUpdateMember();
  const suspend = useSuspendMember();
  const resume = useResumeMember();
  const { members } = messages;
  const isSuspended = member.suspendedAt !== null;
  const name = member.name ?? member.email ?? member.userId;
  const ignore = () => undefined;
  return (
    <li className="list-row">
      <div className="list-main">
        <strong>{name}</strong>
        {isSelf && <span className="badge">{members.you}</span>}
        {isInvited && <span className="badge badge-warning">{members.invited}</span>}
        {isSuspended && <span className="badge badge-danger">{members.suspended}</span>}
        {member.name !== null && <span className="muted">{member.email}</span>}
      </div>
      <div className="list-actions">
        {canChange ? (
          <select
            aria-label={members.roleOf(name)}
            value={member.role.id}
            onChange={(event) => void update.run(member.userId, { roleId: event.target.value }).catch(ignore)}
          >
            {roles.map((role) => (
              <option key={role.id} value={role.id}>
                {role.name}
              </option>
            ))}
          </select>
        ) : (
          <span className="muted">{member.role.name}</span>
        )}
        {canChange && (
          <Button variant="quiet" aria-label={members.linkOf(name)} onClick={onLink}>
            {isInvited ? members.newInvitation : members.resetPassword}
          </Button>
        )}
        {canChange && !isSelf && (
          <Button
            variant="quiet"
            aria-label={isSuspended ? members.resumeOf(name) : members.suspendOf(name)}
            onClick={() => void (isSuspended ? resume : suspend).run(member.userId).catch(ignore)}
          >
            {isSuspended ? members.resume : members.suspend}
          </Button>
        )}
        {canRemove && !isSelf && (
          <Button variant="quiet" aria-label={members.removeOf(name)} onClick={onRemove}>
            {members.remove}
          </Button>
        )}
      </div>
      <Problem error={(update.error ?? suspend.error ?? resume.error)?.message} />
    </li>
  );
}
