import {
  type Authority,
  type AuthorityEvent,
  createAuthority,
  createMemoryStore,
  type Outcome,
  systemActor,
  type TokenView,
} from '@lynk-auth/authority';
import { onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/create-logger.ts';
import { createNotices } from '../../src/notices/create-notices.ts';

export const DAY = 86_400_000;
export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

/** Returns a successful outcome. A failure throws, which ends the test. */
export function expectOk<Result extends object>(outcome: Outcome<Result>): Readonly<Result> {
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome;
}

/** The variables for a mail server on this machine. */
export const mailTo = (port: number, host = '127.0.0.1') => ({
  LYNK_AUTH_SMTP_URL: `smtp://${host}:${port}`,
  LYNK_AUTH_MAIL_FROM: 'Tokens <tokens@acme.example>',
  LYNK_AUTH_URL: 'https://tokens.acme.example',
});

/** The variables for a receiver on this machine. */
export const webhookTo = (url: string) => ({
  LYNK_AUTH_WEBHOOK_URL: url,
  LYNK_AUTH_WEBHOOK_SECRET: SECRET,
  LYNK_AUTH_WEBHOOK_PRIVATE: 'allow',
});

/** Creates an organization with two administrators, an operator and a viewer, and notices that the environment configures. */
export async function createNoticeTest(env: Record<string, string> = {}) {
  const store = createMemoryStore();
  const authority: Authority = createAuthority({ store });
  const admin = { userId: 'ada', name: 'Ada', email: 'ada@acme.example' };
  const { roles } = expectOk(await authority.createOrganization({ id: 'acme', name: 'Acme Corp', admin }));
  const management = authority.as(systemActor('acme'));
  const roleId = (name: string) => roles.find((role) => role.name === name)?.id ?? '';
  const addMember = async (
    userId: string,
    role: string,
    email: string | undefined = `${userId}@acme.example`,
  ) => expectOk(await management.addMember({ userId, name: userId, email, roleId: roleId(role) }));
  await addMember('ann', 'Admin');
  await addMember('olga', 'Operator');
  await addMember('vic', 'Viewer');

  const lines: string[] = [];
  const logger = createLogger('debug', (line) => lines.push(line));
  const notices = await createNotices(readConfig(env), logger);
  onTestFinished(async () => notices?.close());
  const expiresAt = Date.now() + 30 * DAY;
  return {
    ...{ store, authority, management, notices, lines, addMember, expiresAt },
    async issuePersonal(ownerId: string, name = 'laptop'): Promise<TokenView> {
      return expectOk(await management.issuePersonalToken({ ownerId, name, expiresAt })).token;
    },
    async issueService(name = 'ci'): Promise<TokenView> {
      const input = { name, roleId: roleId('Viewer'), expiresAt };
      return expectOk(await management.issueServiceToken(input)).token;
    },
    deliver: async (event: AuthorityEvent) => notices?.deliver(event, authority),
  };
}

const frame = ({ id, organizationId }: TokenView) => ({
  ...{ id: crypto.randomUUID(), organizationId, tokenId: id, at: Date.now() },
});

/** The event of a token that expires within 7 days. */
export const expiring = (token: TokenView): AuthorityEvent => ({
  ...{ ...frame(token), type: 'token.expiring', name: token.name, kind: token.kind, ownerId: token.ownerId },
  ...{ expiresAt: token.expiresAt ?? 0, daysLeft: 7 },
});

/** The event of a secret that was used after its end. */
export const reused = (token: TokenView): AuthorityEvent => ({
  ...{
    ...frame(token),
    type: 'secret.reused',
    mask: 'lynk_live_eTQw…',
    secretCreatedAt: 1,
    secretEndedAt: 2,
  },
  ...{ clientIp: '192.0.2.1', userAgent: 'curl/8' },
});

/** The event of a token that was rejected. */
export const refused = (token: TokenView): AuthorityEvent => ({
  ...{ ...frame(token), type: 'token.refused', reason: 'revoked', count: 3, since: 1 },
  ...{ clientIp: undefined, userAgent: undefined },
});
