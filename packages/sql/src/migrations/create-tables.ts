import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/** Version 1: all tables. A released migration never changes; a later change is a new migration. */
export async function createTables(db: Kysely<Schema>, dialect: Dialect): Promise<void> {
  const { digest, integer, text, keyed, numbered, autoIncrementing } = dialect;
  const { schema } = db;

  await schema
    .createTable('organizations')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('updated_at', integer, (column) => column.notNull())
    .modifyEnd(keyed)
    .execute();

  await schema
    .createTable('roles')
    .addColumn('number', integer, (column) => autoIncrementing(column.primaryKey()))
    .addColumn('organization_id', text, (column) => column.notNull().references('organizations.id'))
    .addColumn('id', text, (column) => column.notNull())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('permissions', text, (column) => column.notNull())
    .addColumn('system', 'integer', (column) => column.notNull().check(sql`system in (0, 1)`))
    .addUniqueConstraint('roles_id', ['organization_id', 'id'])
    .modifyEnd(numbered)
    .execute();

  await schema
    .createTable('users')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('email', text, (column) => column.notNull())
    .modifyEnd(keyed)
    .execute();

  await schema
    .createTable('members')
    .addColumn('number', integer, (column) => autoIncrementing(column.primaryKey()))
    .addColumn('organization_id', text, (column) => column.notNull().references('organizations.id'))
    .addColumn('user_id', text, (column) => column.notNull().references('users.id'))
    .addColumn('role_number', integer, (column) => column.notNull().references('roles.number'))
    .addColumn('created_at', integer, (column) => column.notNull())
    .addUniqueConstraint('members_user', ['organization_id', 'user_id'])
    .modifyEnd(numbered)
    .execute();
  await schema.createIndex('members_by_role').on('members').column('role_number').execute();
  await schema.createIndex('members_by_user').on('members').column('user_id').execute();

  // The columns of the lookup come first, since SQLite reads a row's columns in order. The owner and the role are
  // not foreign keys: tokens outlive both as history, and the lookup then rejects them.
  await schema
    .createTable('tokens')
    .addColumn('number', integer, (column) => autoIncrementing(column.primaryKey()))
    .addColumn('organization_id', text, (column) => column.notNull().references('organizations.id'))
    .addColumn('id', text, (column) => column.notNull().unique())
    .addColumn('environment', text, (column) => column.notNull())
    .addColumn('owner_id', text)
    .addColumn('member_number', integer)
    .addColumn('role_number', integer)
    .addColumn('ceiling', text)
    .addColumn('expires_at', integer)
    .addColumn('revoked_at', integer)
    .addColumn('suspended_at', integer)
    .addColumn('kind', text, (column) => column.notNull())
    .addColumn('role_id', text)
    .addColumn('name', text, (column) => column.notNull())
    .addColumn('created_by_kind', text, (column) => column.notNull())
    .addColumn('created_by_id', text)
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('updated_at', integer, (column) => column.notNull())
    .addCheckConstraint(
      'tokens_kind',
      sql`(kind = 'personal' and owner_id is not null and member_number is not null
          and role_id is null and role_number is null)
        or (kind = 'service' and owner_id is null and member_number is null
          and role_id is not null and role_number is not null)`,
    )
    .modifyEnd(numbered)
    .execute();
  await schema
    .createIndex('tokens_by_organization')
    .on('tokens')
    .columns(['organization_id', 'created_at', 'number'])
    .execute();
  await schema
    .createIndex('tokens_by_owner')
    .on('tokens')
    .columns(['organization_id', 'owner_id', 'created_at', 'number'])
    .execute();
  await schema
    .createIndex('tokens_live')
    .on('tokens')
    .columns(['organization_id', 'kind', 'expires_at'])
    .where(sql.ref('revoked_at'), 'is', null)
    .execute();

  await schema
    .createTable('secrets')
    .addColumn('digest', digest, (column) => column.primaryKey().check(sql`length(digest) = 32`))
    .addColumn('token_number', integer, (column) => column.notNull().references('tokens.number'))
    .addColumn('state', text, (column) =>
      column.notNull().check(sql`state in ('active', 'pending', 'retired')`),
    )
    .addColumn('expires_at', integer)
    .addColumn('created_at', integer, (column) => column.notNull())
    .addColumn('key_id', text)
    .addColumn('mask', text, (column) => column.notNull())
    .modifyEnd(keyed)
    .execute();
  await schema
    .createIndex('secrets_by_token')
    .on('secrets')
    .columns(['token_number', 'created_at'])
    .execute();

  await schema
    .createTable('changes')
    .addColumn('sequence', integer, (column) => column.primaryKey())
    .addColumn('at', integer, (column) => column.notNull())
    .addColumn('organization_id', text, (column) => column.notNull())
    .addColumn('token_id', text)
    .addColumn('user_id', text)
    .addColumn('role_id', text)
    .modifyEnd(numbered)
    .execute();
  await schema
    .createTable('change_counter')
    .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
    .addColumn('value', integer, (column) => column.notNull())
    .modifyEnd(numbered)
    .execute();
  await db.insertInto('change_counter').values({ id: 1, value: 0 }).execute();

  await schema
    .createTable('audit')
    .addColumn('sequence', integer, (column) => autoIncrementing(column.primaryKey()))
    .addColumn('at', integer, (column) => column.notNull())
    .addColumn('organization_id', text, (column) => column.notNull())
    .addColumn('actor_kind', text, (column) => column.notNull())
    .addColumn('actor_id', text)
    .addColumn('action', text, (column) => column.notNull())
    .addColumn('token_id', text)
    .addColumn('user_id', text)
    .addColumn('detail', text)
    .modifyEnd(numbered)
    .execute();
  await schema
    .createIndex('audit_by_organization')
    .on('audit')
    .columns(['organization_id', 'sequence'])
    .execute();
}
