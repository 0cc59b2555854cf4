import { applyAndWait, type Command, type Store } from '@lynk-auth/authority';
import { generateToken, type SecurityToken, type TokenFormat, type TokenKind } from '@lynk-auth/core';
import { assertOption } from '@lynk-auth/core/internal';
import { digestToken } from '@lynk-auth/verifier';
import { assertOk } from './assert-ok.ts';

/** A token for tests. A change is in effect everywhere once its promise resolves. */
export interface TestToken {
  readonly id: string;
  readonly kind: TokenKind;
  readonly organizationId: string;
  /** The owner; `null` for a service token. */
  readonly userId: string | null;
  /** The secret. Only `secret.reveal()` returns the string. */
  readonly secret: SecurityToken;
  /** Returns the headers of a request with the token: `fetch(url, { headers: token.headers() })`. */
  headers(): { readonly authorization: string };
  /** Sets the expiry to the present. */
  expire(): Promise<void>;
  /** Revokes the token. */
  revoke(): Promise<void>;
  /** Suspends the token until `resume`. */
  suspend(): Promise<void>;
  /** Resumes a suspended token. */
  resume(): Promise<void>;
  /**
   * Adds a new secret.
   *
   * @param overlapMs How long the old secret stays valid, in milliseconds. Default: 24 hours.
   * @returns The same token with its new secret.
   */
  rotate(overlapMs?: number): Promise<TestToken>;
}

/** The organization of a token. */
export interface TokenContext {
  readonly store: Store;
  readonly organizationId: string;
  readonly format: TokenFormat;
  readonly environment: string;
  now(): number;
}

const DAY = 86_400_000;

type TokenCommand = Extract<Command, { readonly tokenId: string }>;
type WithoutBase<C> = C extends unknown ? Omit<C, 'organizationId' | 'tokenId' | 'actor' | 'at'> : never;

/** Applies a command of the operator to a token. It must succeed. */
export async function applyToToken(
  { store, organizationId, now }: TokenContext,
  tokenId: string,
  command: WithoutBase<TokenCommand>,
): Promise<void> {
  const about = { organizationId, tokenId, actor: { kind: 'system', id: null }, at: now() } as const;
  const outcome = await applyAndWait(store, { ...command, ...about } as TokenCommand);
  assertOk(outcome, `The command ${command.type} must succeed.`);
}

/** Creates a secret and its stored form. */
export function createSecret(kind: TokenKind, { format, environment }: TokenContext) {
  const secret = generateToken<string>({ format, kind, environment });
  return { secret, stored: { mask: secret.mask, digest: digestToken(secret.reveal()) } };
}

/** Creates the handle of a stored token. */
export function createTestToken(
  context: TokenContext,
  about: Pick<TestToken, 'id' | 'kind' | 'userId' | 'secret'>,
): TestToken {
  const { id, kind, userId, secret } = about;
  const apply = (command: WithoutBase<TokenCommand>) => applyToToken(context, id, command);
  return Object.freeze<TestToken>({
    ...{ id, kind, userId, secret },
    organizationId: context.organizationId,
    headers: () => ({ authorization: `Bearer ${secret.reveal()}` }),
    expire: () => apply({ type: 'update_token', expiresAt: context.now() }),
    revoke: () => apply({ type: 'revoke_token' }),
    suspend: () => apply({ type: 'suspend_token' }),
    resume: () => apply({ type: 'resume_token' }),
    async rotate(overlapMs = DAY) {
      assertOption(
        'rotate',
        Number.isFinite(overlapMs) && overlapMs >= 0,
        'overlapMs must be a number, at least 0',
      );
      const next = createSecret(kind, context);
      const overlapUntil = context.now() + overlapMs;
      await apply({ type: 'rotate_token', ...next.stored, overlapUntil, drainUntil: overlapUntil });
      return createTestToken(context, { ...about, secret: next.secret });
    },
  });
}
