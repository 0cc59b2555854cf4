import type { MemberView, OrganizationView, RoleView, StoredToken } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { LynkStoreError } from '../errors.ts';
import { findMember } from '../reads/members.ts';
import { findOrganization } from '../reads/organizations.ts';
import { findRole } from '../reads/roles.ts';
import { findToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';

// Read what this transaction wrote, for the outcome of a command. A missing row is corruption.

interface OrganizationScope {
  readonly organizationId: string;
}

export const readOrganization = async (
  db: Kysely<Schema>,
  { organizationId }: OrganizationScope,
): Promise<OrganizationView> => assertFound(await findOrganization(db, organizationId));

export const readMember = async (
  db: Kysely<Schema>,
  { organizationId, userId }: OrganizationScope & { readonly userId: string },
): Promise<MemberView> => assertFound(await findMember(db, organizationId, userId));

export const readRole = async (
  db: Kysely<Schema>,
  { organizationId, roleId }: OrganizationScope & { readonly roleId: string },
): Promise<RoleView> => assertFound(await findRole(db, organizationId, roleId));

export const readToken = async (
  db: Kysely<Schema>,
  { organizationId, tokenId }: OrganizationScope & { readonly tokenId: string },
): Promise<StoredToken> => assertFound(await findToken(db, organizationId, tokenId));

function assertFound<Row>(row: Row | null): Row {
  if (row === null) throw new LynkStoreError('store_corrupt');
  return row;
}
