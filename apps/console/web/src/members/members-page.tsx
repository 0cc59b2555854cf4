import type { MemberView } from '@lynk-auth/authority';
import { hasRight, useLynkAuth, useMembers, useRoles, useSelf } from '@lynk-auth/react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { createLink, listInvited, type NewLink } from '../api/endpoints.ts';
import { messages } from '../messages.ts';
import { Button } from '../ui/button.tsx';
import { Problem } from '../ui/problem.tsx';
import { useAction } from '../ui/use-action.ts';
import { useTitle } from '../ui/use-title.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { MemberRow } from './member-row.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

type Open =
  | { readonly name: 'invite' }
  | { readonly name: 'link'; readonly link: NewLink }
  | { readonly name: 'remove'; readonly member: MemberView };

export function MembersPage() {
  const { members: texts } = messages;
  useTitle(texts.title);
  const { queryClient, scope, refreshMs } = useLynkAuth();
  const self = useSelf().data;
  const members = useMembers();
  const roles = useRoles().data ?? [];
  const key = [...scope, 'invited'];
  const invited = useQuery({ queryKey: key, queryFn: listInvited, refetchInterval: refreshMs }, queryClient);
  const link = useAction();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const mayGrant = (permissions: readonly string[]) =>
    self !== undefined && permissions.every((each) => self.permissions.includes(each));
  const grantable = roles.filter((role) => mayGrant(role.permissions));
  const showLink = (created: NewLink) => {
    setOpen({ name: 'link', link: created });
    void queryClient.invalidateQueries({ queryKey: [...scope] });
  };
  return (
    <section aria-labelledby="members" className="panel">
      <div className="page-head">
        <div>
          <h2 id="members">{texts.title}</h2>
          <p className="muted">{texts.lead}</p>
        </div>
        {hasRight(self, 'addMembers') && (
          <Button variant="primary" onClick={() => setOpen({ name: 'invite' })}>
            {texts.invite}
          </Button>
        )}
      </div>
      <Problem error={members.error?.message ?? link.error} />
      {members.data === undefined && members.error === null && <p className="muted">{messages.loading}</p>}
      <ul className="list">
        {members.data?.map((member) => (
          <MemberRow
            key={member.userId}
            member={member}
            roles={
              grantable.some(({ id }) => id === member.role.id) ? grantable : [...grantable, member.role]
            }
            isSelf={member.userId === self?.member?.userId}
            isInvited={invited.data?.userIds.includes(member.userId) ?? false}
            canChange={hasRight(self, 'changeMembers') && mayGrant(member.role.permissions)}
            canRemove={hasRight(self, 'removeMembers') && mayGrant(member.role.permissions)}
            onLink={() => link.run(async () => showLink(await createLink(member.userId)))}
            onRemove={() => setOpen({ name: 'remove', member })}
          />
        ))}
      </ul>
      {open?.name === 'invite' && <InviteDialog roles={grantable} onInvited={showLink} onClose={close} />}
      {open?.name === 'link' && <LinkDialog link={open.link} onClose={close} />}
      {open?.name === 'remove' && <RemoveDialog member={open.member} onClose={close} />}
    </section>
  );
}
