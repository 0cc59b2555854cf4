import { type Authority, createAuthority, systemActor } from '@lynk-auth/authority';
import { createManagementHandler } from '@lynk-auth/authority/http';
import { openSqliteStore } from '@lynk-auth/sql';
import { createVerifier } from '@lynk-auth/verifier';
import Database from 'libsql';
import { findUser } from './sessions.ts';
import { ada, otto } from './users.ts';

let opened: ReturnType<typeof open> | undefined;

/** Opens the store of the tokens on the first call. `next build` loads this file too, and needs no database. */
export function openTokens() {
  opened ??= open();
  return opened;
}

async function open() {
  const path = process.env['DATABASE'] ?? 'lynk.db';
  const authority = createAuthority({ store: await openSqliteStore({ driver: Database, path }) });
  await addUsers(authority);
  return {
    /** Verifies the tokens with which programs call the API. */
    verifier: createVerifier({ source: authority.source }),
    /** Serves the token pages. */
    manage: createManagementHandler({
      authority,
      basePath: '/manage/api',
      // Who is logged in, by the session of the application.
      actor(request) {
        const user = findUser(request.headers.get('cookie'));
        return user && { kind: 'user', organizationId: 'acme', userId: user.id };
      },
    }),
  };
}

/** Creates the organization with its users. When they exist, nothing changes. */
async function addUsers(authority: Authority): Promise<void> {
  const admin = { userId: ada.id, name: ada.name };
  await authority.createOrganization({ id: 'acme', name: 'Acme Corp', admin });
  await authority.as(systemActor('acme')).addMember({ userId: otto.id, name: otto.name, roleId: 'operator' });
}
