import { hasRight, type TokenContext } from '../format/describe-token.ts';
import { useMembers } from './use-members.ts';
import { useRoles } from './use-roles.ts';
import { useSelf } from './use-self.ts';

/** Reads what the pages need beside the tokens, as far as the person may see it; `null` until it is known. */
export function useTokenContext(): TokenContext | null {
  const { data: self } = useSelf();
  const roles = useRoles({ enabled: self !== undefined && hasRight(self, 'viewOrganization') });
  const members = useMembers({ enabled: self !== undefined && hasRight(self, 'viewMembers') });
  return self === undefined ? null : { self, roles: roles.data, members: members.data };
}
