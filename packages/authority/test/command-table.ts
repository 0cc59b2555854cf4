import type { Actor } from '../src/access/actor.ts';
import type { Management } from '../src/operations/management.ts';
import type { Store } from '../src/store/store.ts';
import { createTestOrganization, DAY, expectOk, START } from './create-test-organization.ts';

// Every command × every actor. To add a command: add its call, and its row to the table. A method of `Management`
// without a row fails the test.

type Fixture = Awaited<ReturnType<typeof createTestOrganization>>;

/** What a call works on: new for each cell of the table. */
interface Target {
  readonly fixture: Fixture;
  /** A service token with the role Viewer, which the administrator created. */
  readonly service: { readonly id: string; readonly plain: string };
  /** The same, suspended. */
  readonly suspended: string;
  /** The same, revoked. */
  readonly revoked: string;
  /** A personal token of the operator. */
  readonly personal: string;
  /** A suspended personal token of the operator. */
  readonly suspendedPersonal: string;
  /** A member with the role Viewer, and one who is suspended. */
  readonly member: string;
  readonly suspendedMember: string;
  /** A custom role. */
  readonly role: string;
}

const later = START + 20 * DAY;

/** By the name of the row: the method, and what it works on if there are several. */
export const calls: Readonly<Record<string, (manage: Management, target: Target) => Promise<unknown>>> = {
  issuePersonalToken: (manage) => manage.issuePersonalToken({ name: 'n', expiresAt: START + DAY }),
  issueServiceToken: (manage, { fixture }) =>
    manage.issueServiceToken({ name: 'n', roleId: fixture.roleId('Viewer'), expiresAt: START + DAY }),
  'issueServiceToken Admin': (manage, { fixture }) =>
    manage.issueServiceToken({ name: 'n', roleId: fixture.roleId('Admin'), expiresAt: START + DAY }),
  updateToken: (manage, { service }) => manage.updateToken(service.id, { name: 'm' }),
  'updateToken longer': (manage, { service }) => manage.updateToken(service.id, { expiresAt: later }),
  'updateToken lower': (manage, { service }) => manage.updateToken(service.id, { permissions: [] }),
  'updateToken personal': (manage, { personal }) => manage.updateToken(personal, { expiresAt: later }),
  rotateToken: (manage, { service }) => manage.rotateToken(service.id),
  'rotateToken personal': (manage, { personal }) => manage.rotateToken(personal),
  retireSecrets: (manage, { service }) => manage.retireSecrets(service.id),
  'retireSecrets personal': (manage, { personal }) => manage.retireSecrets(personal),
  revokeToken: (manage, { service }) => manage.revokeToken(service.id),
  'revokeToken personal': (manage, { personal }) => manage.revokeToken(personal),
  revokeByToken: (manage, { service }) => manage.revokeByToken(service.plain),
  suspendToken: (manage, { service }) => manage.suspendToken(service.id),
  'suspendToken personal': (manage, { personal }) => manage.suspendToken(personal),
  resumeToken: (manage, { suspended }) => manage.resumeToken(suspended),
  'resumeToken personal': (manage, { suspendedPersonal }) => manage.resumeToken(suspendedPersonal),
  deleteToken: (manage, { revoked }) => manage.deleteToken(revoked),
  'deleteToken active': (manage, { service }) => manage.deleteToken(service.id),
  findToken: (manage, { service }) => manage.findToken({ token: service.plain }),
  getToken: (manage, { service }) => manage.getToken(service.id),
  'getToken personal': (manage, { personal }) => manage.getToken(personal),
  listSecrets: (manage, { service }) => manage.listSecrets(service.id),
  listRefusals: (manage, { service }) => manage.listRefusals(service.id),
  'listRefusals personal': (manage, { personal }) => manage.listRefusals(personal),
  listTokens: (manage) => manage.listTokens(),
  getSelf: (manage) => manage.getSelf(),
  getOrganization: (manage) => manage.getOrganization(),
  listRoles: (manage) => manage.listRoles(),
  listMembers: (manage) => manage.listMembers(),
  getMember: (manage, { member }) => manage.getMember(member),
  updateMember: (manage, { member, fixture }) =>
    manage.updateMember(member, { roleId: fixture.roleId('Operator') }),
  'updateMember Admin': (manage, { member, fixture }) =>
    manage.updateMember(member, { roleId: fixture.roleId('Admin') }),
  suspendMember: (manage, { member }) => manage.suspendMember(member),
  resumeMember: (manage, { suspendedMember }) => manage.resumeMember(suspendedMember),
  removeMember: (manage, { member }) => manage.removeMember(member),
  getRole: (manage, { role }) => manage.getRole(role),
  createRole: (manage) => manage.createRole({ name: crypto.randomUUID(), permissions: ['view_sboms'] }),
  updateRole: (manage, { role }) => manage.updateRole(role, { permissions: [] }),
  deleteRole: (manage, { role }) => manage.deleteRole(role),
  updatePolicy: (manage) => manage.updatePolicy({ allowNoExpiry: true }),
  listAudit: (manage) => manage.listAudit(),
  exportAudit: (manage) => manage.exportAudit(),
  addMember: (manage, { fixture }) =>
    manage.addMember({ name: 'n', email: 'n@example.com', roleId: fixture.roleId('Viewer') }),
};

/**
 * `+` ok, `f` forbidden, `n` not_found, `i` invalid, `p` exceeds_permissions, `e` exceeds_expiry, `a` still_active.
 *
 * The columns: the system; the users admin, operator and viewer, one who was removed and one who is suspended, both with
 * the role Admin; the personal tokens of the admin, the operator, the viewer and of these two, and one of the admin with the ceiling `manage_api_tokens` and `view_sboms`;
 * service tokens with the roles Admin, Operator and Viewer; an expired and a revoked token of the admin; the admin of
 * another organization.
 */
const table = `
issuePersonalToken       i + + f f f + + f f f + f f f f f +
issueServiceToken        + + + f f f + + f f f p + + f f f +
issueServiceToken Admin  + + p f f f + p f f f p + p f f f +
updateToken              + + n f f f + n f f f + + n f f f n
updateToken longer       + + n f f f e n f f f p e n f f f n
updateToken lower        + + n f f f + n f f f + + n f f f n
updateToken personal     + f + f f f f e f f f n f n f f f n
rotateToken              + + n f f f + n f f f p + n f f f n
rotateToken personal     + f + f f f f + f f f n f n f f f n
retireSecrets            + + n n f f + n f f f + + n f f f n
retireSecrets personal   + + + n f f + + f f f n + n f f f n
revokeToken              + + n n f f + n f f f + + n f f f n
revokeToken personal     + + + n f f + + f f f n + n f f f n
revokeByToken            + + n n f f + n f f f + + + f f f n
suspendToken             + + n n f f + n f f f + + n f f f n
suspendToken personal    + + + n f f + + f f f n + n f f f n
resumeToken              + + n f f f + n f f f p + n f f f n
resumeToken personal     + + + f f f + + f f f n + n f f f n
deleteToken              + + n n f f + n f f f + + n f f f n
deleteToken active       a a n n f f a n f f f a a n f f f n
findToken                + + n n f f + n f f f + + n f f f n
getToken                 + + n n f f + n f f f + + n f f f n
getToken personal        + + + n f f + + f f f n + n f f f n
listSecrets              + + n n f f + n f f f + + n f f f n
listRefusals             + + n n f f + n f f f + + n f f f n
listRefusals personal    + + + n f f + + f f f n + n f f f n
listTokens               + + + + f f + + f f f + + + f f f +
getSelf                  + + + + f f + + + f f + + + + f f +
getOrganization          + + + + f f + + + f f f + + + f f +
listRoles                + + + + f f + + + f f f + + + f f +
listMembers              + + + + f f + + + f f f + + + f f +
getMember                + + + + f f + + + f f f + + + f f n
updateMember             + + + f f f + + f f f f + + f f f n
updateMember Admin       + + p f f f + p f f f f + p f f f n
suspendMember            + + + f f f + + f f f f + + f f f n
resumeMember             + + + f f f + + f f f f + + f f f n
removeMember             + + + f f f + + f f f f + + f f f n
getRole                  + + + + f f + + + f f f + + + f f n
createRole               + + f f f f + f f f f f + f f f f +
updateRole               + + f f f f + f f f f f + f f f f n
deleteRole               + + f f f f + f f f f f + f f f f n
updatePolicy             + + f f f f + f f f f f + f f f f +
listAudit                + + f f f f + f f f f f + f f f f +
exportAudit              + + f f f f + f f f f f + f f f f +
addMember                + + + f f f + + f f f f + + f f f +
`;

const letters: Readonly<Record<string, string>> = {
  forbidden: 'f',
  not_found: 'n',
  invalid: 'i',
  exceeds_permissions: 'p',
  exceeds_expiry: 'e',
  still_active: 'a',
};

async function createActors(fixture: Fixture): Promise<Readonly<Record<string, Actor>>> {
  const { authority, system, admin, operator, viewer, addMember, addOrganization, principalOf, roleId } =
    fixture;
  const manage = authority.as(system);
  const expiresAt = START + 10 * DAY;
  const issue = async (ownerId: string, more: { permissions?: readonly string[]; expiresAt?: number } = {}) =>
    expectOk(await manage.issuePersonalToken({ name: 'actor', ownerId, expiresAt, ...more }));
  const personal = async (...args: Parameters<typeof issue>) => principalOf((await issue(...args)).secret);
  const service = async (role: 'Admin' | 'Operator' | 'Viewer') => {
    const input = { name: 'actor', roleId: roleId(role), expiresAt };
    return principalOf(expectOk(await manage.issueServiceToken(input)).secret);
  };
  const removed = await addMember('Admin');
  const removedToken = await personal(removed.userId);
  expectOk(await manage.removeMember(removed.userId));
  const suspended = await addMember('Admin');
  const suspendedToken = await personal(suspended.userId);
  expectOk(await manage.suspendMember(suspended.userId));
  const expired = await personal(admin.userId, { expiresAt: START + 1 });
  const dead = await issue(admin.userId);
  const revoked = await principalOf(dead.secret);
  expectOk(await manage.revokeToken(dead.token.id));
  return {
    ...{ system, admin, operator, viewer, removed, suspended },
    personalAdmin: await personal(admin.userId),
    personalOperator: await personal(operator.userId),
    personalViewer: await personal(viewer.userId),
    ...{ removedToken, suspendedToken },
    narrowed: await personal(admin.userId, { permissions: ['manage_api_tokens', 'view_sboms'] }),
    serviceAdmin: await service('Admin'),
    serviceOperator: await service('Operator'),
    serviceViewer: await service('Viewer'),
    ...{ expired: { ...expired, expiresAt: null }, revoked },
    elsewhere: (await addOrganization('Beta')).admin,
  };
}

async function createTarget(fixture: Fixture): Promise<Target> {
  const { authority, system, admin, operator, roleId, addMember } = fixture;
  const manage = authority.as(admin);
  const expiresAt = START + 5 * DAY;
  const addViewer = async () => (await addMember('Viewer')).userId;
  const service = async () =>
    expectOk(await manage.issueServiceToken({ name: 'target', roleId: roleId('Viewer'), expiresAt }));
  const personal = async () =>
    expectOk(await authority.as(operator).issuePersonalToken({ name: 'target', expiresAt })).token.id;
  const { token, secret } = await service();
  const [suspended, revoked] = [(await service()).token.id, (await service()).token.id];
  const suspendedPersonal = await personal();
  const [member, suspendedMember] = [await addViewer(), await addViewer()];
  expectOk(await authority.as(system).suspendMember(suspendedMember));
  const name = crypto.randomUUID();
  const role = expectOk(await authority.as(system).createRole({ name, permissions: ['view_sboms'] })).role.id;
  for (const id of [suspended, suspendedPersonal]) expectOk(await manage.suspendToken(id));
  expectOk(await manage.revokeToken(revoked));
  return {
    ...{ fixture, suspended, revoked, suspendedPersonal, member, suspendedMember, role },
    service: { id: token.id, plain: secret.reveal() },
    personal: await personal(),
  };
}

/** The lines that {@link createTable} must write. */
export const expectedLines: readonly string[] = table
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith(' '));

/** Runs every call as every actor, and writes the outcomes as the lines of a table. */
export async function createTable(store?: Store): Promise<string[]> {
  const lines: string[] = [];
  for (const [name, call] of Object.entries(calls)) {
    const fixture = await createTestOrganization(
      { personalTokensByToken: true, serviceTokenLimit: 1000 },
      store,
    );
    const actors = await createActors(fixture);
    fixture.advance(1);
    const cells: string[] = [];
    let target: Target | undefined;
    for (const actor of Object.values(actors)) {
      target ??= await createTarget(fixture);
      const outcome = (await call(fixture.authority.as(actor), target)) as {
        readonly ok: boolean;
        readonly reason?: string;
      };
      // A call that fails has changed nothing.
      if (outcome.ok) target = undefined;
      cells.push(outcome.ok ? '+' : (letters[outcome.reason ?? ''] ?? `${outcome.reason}`));
    }
    lines.push(`${name.padEnd(24)} ${cells.join(' ')}`);
  }
  return lines;
}
