import type { IssuedToken, Management } from '@lynk-auth/authority';
import { StartError } from '../start-error.ts';
import { parseExpiry } from './parse-expiry.ts';
import type { Values } from './read-arguments.ts';
import { unwrap } from './unwrap.ts';

/**
 * Creates a token as the options say.
 *
 * @throws {StartError} if an option is missing or wrong.
 */
export async function createToken(management: Management, values: Values): Promise<IssuedToken> {
  const { name, kind = 'personal', role, user } = values;
  if (name === undefined) throw new StartError('--name is required, for example --name my-laptop.');
  const input = { name, expiresAt: parseExpiry(values.expires, Date.now()) };
  if (kind === 'service') {
    if (user !== undefined) {
      throw new StartError('A service token belongs to the organization. Remove --user.');
    }
    return unwrap(await management.issueServiceToken({ ...input, roleId: await findRole(management, role) }));
  }
  if (role !== undefined) {
    throw new StartError('A personal token has the role of its user. Remove --role, or add --kind service.');
  }
  const ownerId = await findMember(management, user);
  return unwrap(await management.issuePersonalToken({ ...input, ownerId }));
}

async function findMember(management: Management, email: string | undefined): Promise<string> {
  const { members } = unwrap(await management.listMembers());
  const found =
    email === undefined
      ? members[0]
      : members.find((member) => member.email?.toLowerCase() === email.toLowerCase());
  if (found === undefined) throw new StartError('The organization has no member with this email address.');
  return found.userId;
}

async function findRole(management: Management, name: string | undefined): Promise<string> {
  const { roles } = unwrap(await management.listRoles());
  const names = roles.map((role) => role.name).join(', ');
  if (name === undefined) {
    throw new StartError(`A service token needs a role. Add --role with one of these: ${names}.`);
  }
  const found =
    roles.find((role) => role.name === name) ??
    roles.find((role) => role.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) {
    throw new StartError(`The organization has no role with this name. Its roles are: ${names}.`);
  }
  return found.id;
}
