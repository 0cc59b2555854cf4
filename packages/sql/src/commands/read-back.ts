import type { MemberView, OrganizationView, RoleView, TokenView } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { LynkStoreError } from '../errors.ts';
import { findMember } from '../reads/members.ts';
import { findOrganization } from '../reads/organizations.ts';
import { findRole } from '../reads/roles.ts';
import { findToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';

// What this transaction wrote, read for the answer: it is there.

interface In {
  readonly organizationId: string;
}

export const readOrganization = async (
  db: Kysely<Schema>,
  { organizationId }: In,
): Promise<OrganizationView> => there(await findOrganization(db, organizationId));

export const readMember = async (
  db: Kysely<Schema>,
  { organizationId, userId }: In & { readonly userId: string },
): Promise<MemberView> => there(await findMember(db, organizationId, userId));

export const readRole = async (
  db: Kysely<Schema>,
  { organizationId, roleId }: In & { readonly roleId: string },
): Promise<RoleView> => there(await findRole(db, organizationId, roleId));

export const readToken = async (
  db: Kysely<Schema>,
  { organizationId, tokenId }: In & { readonly tokenId: string },
): Promise<TokenView> => there(await findToken(db, organizationId, tokenId));

function there<Row>(row: Row | null): Row {
  if (row === null) throw new LynkStoreError('store_corrupt');
  return row;
}
