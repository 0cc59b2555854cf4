import { expect, it } from 'vitest';
import { lynkPermissions, lynkSystemRoles } from './lynk-permissions.ts';

it('contains every permission of the wire contract', () => {
  expect(Object.keys(lynkPermissions)).toEqual(
    expect.arrayContaining([
      ...['view_organization', 'update_organization', 'delete_organization'],
      ...['view_products', 'create_products', 'update_products', 'delete_products'],
      ...['view_sboms', 'update_sboms', 'delete_sboms'],
      ...['view_users', 'invite_users', 'edit_user_roles', 'delete_users'],
      ...['view_policies', 'edit_policies', 'manage_api_tokens'],
    ]),
  );
});

it('grants Admin everything, Operator all but the organization and billing, Viewer the views', () => {
  const { Admin, Operator, Viewer } = lynkSystemRoles;
  expect(Admin).toEqual(Object.keys(lynkPermissions));
  expect(Admin.filter((permission) => !Operator.includes(permission))).toEqual([
    'update_organization',
    'delete_organization',
    'manage_billing',
  ]);
  expect(Viewer).toEqual(Admin.filter((permission) => permission.startsWith('view_')));
});
