import { join } from 'node:path';
import type { MemberView, Store } from '@lynk-auth/authority';
import type { Config } from '../config.ts';
import type { Logger } from '../create-logger.ts';
import type { SendLink } from '../notices/create-link-sender.ts';
import { StartError } from '../start-error.ts';
import { type AuthOptions, createAuth, LINK_SECONDS } from './create-auth.ts';
import { createMemberFinder } from './create-member-finder.ts';
import type { IdentityDatabase } from './identity-database.ts';
import { openPostgresIdentities, unusableIdentities } from './open-postgres-identities.ts';
import { openSqliteIdentities } from './open-sqlite-identities.ts';
import { readSessionSecret, requireSharedSecret } from './session-secret.ts';

/** The identities of the members: their passwords and log-in sessions. Who is a member, and with which role, the store knows. */
export interface Identities {
  /** Whether any member has a password. */
  hasPassword(): Promise<boolean>;
  /** Lists the ids of the users who have a password. */
  listUsersWithPassword(): Promise<ReadonlySet<string>>;
  /**
   * Creates the code of a one-time link with which a member sets a password. Earlier codes of the member are not valid any
   * more.
   *
   * @throws {StartError} if the member has no email address, or shares it with another member.
   */
  createCode(member: MemberView): Promise<OneTimeCode>;
  /** Returns the member for whom a code was created, or `null` if it is not valid any more. It stays valid. */
  findByCode(code: string): Promise<MemberView | null>;
  /** Returns the member that is logged in, or `null`. */
  findBySession(headers: Headers): Promise<MemberView | null>;
  /** Whether a member who has forgotten the password gets a link by mail. */
  readonly mailsLinks: boolean;
  /** Serves a request of better-auth. Rejects if the database is away, which its response does not say. */
  handle(request: Request): Promise<Response>;
  /** Reads from the database, and rejects if that is not possible. */
  check(): Promise<void>;
  /** Runs a function while no other console on this database runs one. */
  exclusively: IdentityDatabase['exclusively'];
  close(): Promise<void>;
}

/** A code that is valid once. */
export interface OneTimeCode {
  readonly code: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Options of {@link openIdentities}. */
export interface IdentityOptions extends Pick<AuthOptions, 'origins'> {
  readonly config: Pick<Config, 'dataFolder' | 'databaseUrl' | 'sessionSecret'>;
  /** Knows the members. */
  readonly store: Store;
  readonly logger: Logger;
  /**
   * Sends one-time links by mail.
   * @default a member cannot request one
   */
  readonly sendLink?: SendLink | null;
}

/** The prefix that better-auth gives to the identifier of a code. */
const CODE_PREFIX = 'reset-password:';

/** How many links a member gets by mail within an hour. */
const LINKS_AN_HOUR = 3;

/**
 * Opens the identities: on the server of `DATABASE_URL`, or in the data folder, in a database of their own. Creates it if it does
 * not exist.
 *
 * @throws {StartError} if it cannot be used.
 */
export async function openIdentities({ config, ...options }: IdentityOptions): Promise<Identities> {
  const { databaseUrl, dataFolder, sessionSecret } = config;
  if (databaseUrl !== null) {
    const secret = requireSharedSecret(sessionSecret);
    const database = await openPostgresIdentities(databaseUrl);
    return createIdentities(database, secret, options).catch(async (error: unknown) => {
      await database.close();
      throw unusableIdentities(error);
    });
  }
  const database = await openSqliteIdentities(join(dataFolder, 'identities.db'));
  try {
    const path = join(dataFolder, 'session-secret');
    const secret = sessionSecret ?? (await database.exclusively(() => readSessionSecret(path)));
    return await createIdentities(database, secret, options);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function createIdentities(
  database: IdentityDatabase,
  secret: string,
  { store, origins, logger, sendLink = null }: Omit<IdentityOptions, 'config'>,
): Promise<Identities> {
  const findMember = createMemberFinder(store);
  const codes = new Map<string, string>();
  const auth = await createAuth({
    ...{ database, secret, origins },
    onError: (message) => logger.error({ detail: message }, 'better-auth reports an error'),
    isActive: async (userId) => (await findActive(userId)) !== null,
    onCode: (userId, code) => codes.set(userId, code),
    onRequestedCode: (userId, code) => {
      // In the background: the time that a response takes would say whether the address is that of a member.
      mailCode(userId, code).catch(() =>
        logger.error({ userId }, 'a link for a new password could not be created'),
      );
    },
    onPasswordSet: (userId) => deleteCodes(userId),
  });
  const { internalAdapter, adapter } = await auth.$context;

  const check = async (): Promise<void> => {
    await adapter.findOne({ model: 'user', where: [{ field: 'id', value: '' }] });
  };

  const deleteCodes = async (userId: string): Promise<void> => {
    await adapter.deleteMany({ model: 'verification', where: [{ field: 'value', value: userId }] });
  };

  /** An identity is valid for the membership for which it was created: a member who is added again has a new one. */
  async function findCurrent(userId: string): Promise<MemberView | null> {
    const member = await findMember(userId);
    const identity = await internalAdapter.findUserById(userId);
    if (member === null || identity === null) return null;
    return identity.createdAt.getTime() >= member.createdAt ? member : null;
  }

  async function findActive(userId: string): Promise<MemberView | null> {
    const member = await findCurrent(userId);
    return member?.suspendedAt === null ? member : null;
  }

  /** Sends a link that was requested, or deletes its code. Earlier codes stay valid: anyone may request one. */
  async function mailCode(userId: string, code: string): Promise<void> {
    const member = await findActive(userId);
    const since = { field: 'createdAt', operator: 'gt', value: new Date(Date.now() - 3_600_000) } as const;
    const recent = await adapter.count({
      model: 'verification',
      where: [{ field: 'value', value: userId }, since],
    });
    try {
      if (member !== null && sendLink !== null && recent <= LINKS_AN_HOUR) {
        return await sendLink(member, code, 'newPassword');
      }
    } catch (error) {
      const { code: reason } = error as { code?: string };
      logger.warn({ userId, code: reason }, 'a link for a new password could not be sent');
    }
    await internalAdapter.deleteVerificationByIdentifier(`${CODE_PREFIX}${code}`);
  }

  async function createIdentity({ userId, name, ...member }: MemberView, email: string): Promise<void> {
    const profile = { email, name: name ?? email };
    if ((await findCurrent(userId)) !== null) {
      await internalAdapter.updateUser(userId, profile);
      return;
    }
    await internalAdapter.deleteUser(userId);
    // A clock that has stepped back must not make the identity older than the membership.
    const createdAt = new Date(Math.max(Date.now(), member.createdAt));
    await internalAdapter.createUser(
      { ...profile, id: userId, emailVerified: true, createdAt },
      { method: 'admin' },
    );
  }

  return {
    hasPassword: async () => (await adapter.count({ model: 'account' })) > 0,
    async listUsersWithPassword() {
      const accounts = await adapter.findMany<{ userId: string }>({ model: 'account', limit: 100_000 });
      return new Set(accounts.map(({ userId }) => userId));
    },
    async createCode(member) {
      const email = member.email?.toLowerCase();
      if (email === undefined) {
        throw new StartError('This member has no email address, and cannot log in without one.');
      }
      const other = await internalAdapter.findUserByEmail(email);
      if (other !== null && other.user.id !== member.userId) {
        if ((await findCurrent(other.user.id)) !== null) {
          throw new StartError('Another member has this email address, which must be unique to log in.');
        }
        await internalAdapter.deleteUser(other.user.id);
      }
      await createIdentity(member, email);
      await deleteCodes(member.userId);
      const expiresAt = Date.now() + LINK_SECONDS * 1000;
      await auth.api.requestPasswordReset({ body: { email } });
      const code = codes.get(member.userId);
      codes.delete(member.userId);
      if (code === undefined) throw new Error('better-auth created no code.');
      return { code, expiresAt };
    },
    async findByCode(code) {
      const found = await internalAdapter.findVerificationValue(`${CODE_PREFIX}${code}`);
      if (found === null || found.expiresAt.getTime() <= Date.now()) return null;
      return findActive(found.value);
    },
    async findBySession(headers) {
      if (!headers.has('cookie')) return null;
      const session = await auth.api.getSession({ headers }).catch(async (error: unknown) => {
        // The error of better-auth does not say that the database is away. That of the check does.
        await check();
        throw error;
      });
      return session === null ? null : findActive(session.user.id);
    },
    mailsLinks: sendLink !== null,
    async handle(request) {
      const response = await auth.handler(request);
      if (response.status >= 500) await check();
      return response;
    },
    check,
    exclusively: database.exclusively,
    close: database.close,
  };
}
