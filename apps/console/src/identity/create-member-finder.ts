import type { MemberView, Store } from '@lynk-auth/authority';

/** Creates the function that finds a member of the console's organization. Before the first start, there is none. */
export function createMemberFinder(store: Store): (userId: string) => Promise<MemberView | null> {
  let organizationId: string | undefined;
  return async (userId) => {
    organizationId ??= (await store.listOrganizations())[0]?.id;
    return organizationId === undefined ? null : store.getMember(organizationId, userId);
  };
}
