import { useMemo } from 'react';
import { hasRight, type TokenContext } from '../format/describe-token.ts';
import { useMembers } from './use-members.ts';
import { useRoles } from './use-roles.ts';
import { useSelf } from './use-self.ts';

/** Reads what the pages need beside the tokens, as far as the person may see it; `null` until it is known. */
export function useTokenContext(): TokenContext | null {
  const { data: self } = useSelf();
  const { data: roles, isLoading: readsRoles } = useRoles({ enabled: hasRight(self, 'viewOrganization') });
  const { data: members, isLoading: readsMembers } = useMembers({ enabled: hasRight(self, 'viewMembers') });
  const isKnown = !readsRoles && !readsMembers;
  return useMemo(
    () => (self === undefined || !isKnown ? null : { self, roles, members }),
    [self, roles, members, isKnown],
  );
}
