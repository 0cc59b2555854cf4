import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import type { IdentityDatabase } from './identity-database.ts';

/** How long a one-time link is valid, in seconds. */
export const LINK_SECONDS = 24 * 60 * 60;

/** How long a log-in session lasts, in seconds. */
const SESSION_SECONDS = 7 * 24 * 60 * 60;

/** The shortest password. */
const MIN_PASSWORD_LENGTH = 12;

/** The header in which {@link createAuth} expects the client's address. A header of this name from outside is dropped. */
export const CLIENT_IP_HEADER = 'x-lynk-client-ip';

/** Options of {@link createAuth}. */
export interface AuthOptions {
  readonly database: IdentityDatabase;
  /** Signs the cookies. */
  readonly secret: string;
  /** The origins of the dashboard, beside that which the request itself names. */
  readonly origins: readonly string[];
  /** Whether a user may have a session now. */
  readonly isActive: (userId: string) => Promise<boolean>;
  /** Receives the code of a one-time link for a user. */
  readonly onCode: (userId: string, code: string) => void;
  /** Receives the code of a one-time link that a user has requested, who is not logged in. */
  readonly onRequestedCode: (userId: string, code: string) => void;
  /** Called after a user has set a password with a one-time link. */
  readonly onPasswordSet: (userId: string) => Promise<void>;
  /** Receives the errors of the library, without their details. */
  readonly onError: (message: string) => void;
}

/**
 * Configures better-auth for identities and sessions: email and password, without sign-up. A password is set with a one-time
 * link, which is the password reset of the library. Creates the tables that the database does not have.
 */
export async function createAuth({ database, secret, ...options }: AuthOptions) {
  const settings = {
    appName: 'lynk-auth',
    // A name that no page can have: the origin of a request is compared with the host that the request names.
    baseURL: 'http://console.invalid',
    basePath: '/auth',
    trustedOrigins: (request) => [...options.origins, ...originsOf(request)],
    secret,
    database: database.settings,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: 128,
      resetPasswordTokenExpiresIn: LINK_SECONDS,
      revokeSessionsOnPasswordReset: true,
      // Without a request, the console itself creates the code.
      sendResetPassword: async ({ user, token }, request) =>
        request === undefined ? options.onCode(user.id, token) : options.onRequestedCode(user.id, token),
      onPasswordReset: ({ user }) => options.onPasswordSet(user.id),
    },
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    verification: { storeIdentifier: 'hashed' },
    databaseHooks: {
      session: {
        create: { before: async ({ userId }) => ((await options.isActive(userId)) ? undefined : false) },
      },
    },
    rateLimit: {
      enabled: true,
      // All consoles on one database count together.
      storage: 'database',
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/change-password': { window: 60, max: 10 },
        '/reset-password': { window: 60, max: 20 },
        '/request-password-reset': { window: 15 * 60, max: 5 },
      },
    },
    advanced: {
      cookiePrefix: 'lynk',
      // Stated, because a variable such as TEST in the environment would turn the checks off.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      // `Secure` depends on the host of the request, so it is added to the response.
      useSecureCookies: false,
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
    },
    telemetry: { enabled: false },
    logger: {
      // At the level `error`, the library writes to the terminal too.
      level: 'info',
      log: (level, message) => level === 'error' && options.onError(message),
    },
  } satisfies BetterAuthOptions;
  // Two consoles may start at once: the second one finds the tables of the first.
  await database.exclusively(async () => {
    const { runMigrations } = await getMigrations(settings);
    await runMigrations();
  });
  return betterAuth(settings);
}

/** The console's own origins as the request names them. TLS may end in front of the console. */
function originsOf(request: Request | undefined): string[] {
  if (request === undefined) return [];
  const { host } = new URL(request.url);
  return [`http://${host}`, `https://${host}`];
}
