import type { Change } from '@lynk-auth/verifier';

/** The change log of a source in which nothing changes: its first row. */
export const newLog: readonly Change[] = [
  {
    sequence: 0,
    mark: crypto.randomUUID(),
    organizationId: null,
    tokenId: null,
    userId: null,
    roleId: null,
  },
];
