import type { AuditEntry, AuditQuery } from '@lynk-auth/authority';
import { type Break, breakApply } from './broken-commands.ts';

/** Changes what the audit log returns. */
const breakAudit =
  (change: (entries: readonly AuditEntry[], query: AuditQuery) => readonly AuditEntry[]): Break =>
  (store) => ({
    ...store,
    listAudit: async (query) => change(await store.listAudit(query), query),
  });

const ignore =
  (...names: readonly (keyof AuditQuery)[]): Break =>
  (store) => ({
    ...store,
    listAudit: (query) =>
      store.listAudit({ ...query, ...Object.fromEntries(names.map((name) => [name, undefined])) }),
  });

/** Stores with a defect in the audit log. */
export const brokenAudits: Readonly<Record<string, Break>> = {
  'it does not say where a change came from': breakAudit((entries) =>
    entries.map((entry) => ({ ...entry, origin: { clientIp: null, userAgent: null } })),
  ),
  'its entries have all fields, not only the changed ones': breakAudit((entries) =>
    entries.map((entry) => ({ ...entry, before: entry.before && { ...entry.before, kind: 'service' } })),
  ),
  'its entries say what is now, not what was': breakAudit((entries) =>
    entries.map((entry) => ({ ...entry, before: null })),
  ),
  'its entries do not name the tokens of a removed member': breakAudit((entries) =>
    entries.map((entry) => ({
      ...entry,
      before: entry.before?.['tokenIds'] === undefined ? entry.before : { ...entry.before, tokenIds: [] },
    })),
  ),
  'its entry of a deleted role does not say what the policy was': breakAudit((entries) =>
    entries.map((entry) =>
      entry.action === 'delete_role' && entry.before !== null
        ? {
            ...entry,
            before: Object.fromEntries(
              Object.entries(entry.before).filter(([name]) => name !== 'grantableRoles'),
            ),
          }
        : entry,
    ),
  ),
  'its audit log is oldest first': breakAudit((entries) => [...entries].reverse()),
  'its audit log ignores who made a change': ignore('actor'),
  'its audit log takes a user for a token of the same id': (store) => ({
    ...store,
    async listAudit({ actor, limit, ...query }) {
      const entries = await store.listAudit({ ...query, limit: 1000 });
      return entries.filter((entry) => !actor || entry.actor.id === actor.id).slice(0, limit);
    },
  }),
  'its audit log ignores the action': ignore('action'),
  'its audit log ignores the times': ignore('from', 'to'),
  'its audit log ignores the token': ignore('tokenId'),
  'its audit log ignores the user': ignore('userId'),
  'its audit log begins again on each page': ignore('before'),
  'its pages are as long as it likes': (store) => ({
    ...store,
    listAudit: (query) => store.listAudit({ ...query, limit: 1000 }),
  }),
  'it records a digest': (store) => {
    const digests = new Map<string, string>();
    return {
      ...breakApply(store, (command) => {
        if (command.type === 'issue_token') digests.set(command.tokenId, command.digest.join());
        return store.apply(command);
      }),
      async listAudit(query) {
        const entries = await store.listAudit(query);
        return entries.map((entry) => ({ ...entry, digest: digests.get(entry.tokenId ?? '') }));
      },
    };
  },
};
