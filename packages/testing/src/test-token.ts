import { applyAndWait, type Command, type Store } from '@lynk-auth/authority';
import { generateToken, type SecurityToken, type TokenKind } from '@lynk-auth/core';
import { digestToken } from '@lynk-auth/verifier';
import { assertOk } from './assert-ok.ts';

/** A token of a test, and what can happen to it. Whatever does has happened everywhere when it has resolved. */
export interface TestToken {
  readonly id: string;
  readonly kind: TokenKind;
  readonly organizationId: string;
  /** The user whose token it is; `null` for a service token. */
  readonly userId: string | null;
  /** Nothing prints it but `.reveal()`. */
  readonly secret: SecurityToken;
  /** The header that shows it: `fetch(url, { headers: token.headers() })`. */
  headers(): { readonly authorization: string };
  /** Its time is over, now. */
  expire(): Promise<void>;
  /** Ends it for good. */
  revoke(): Promise<void>;
  /** Stops it from being accepted, until `resume`. */
  suspend(): Promise<void>;
  resume(): Promise<void>;
  /**
   * Gives it another secret.
   *
   * @param overlapMs How long the old one goes on working. Default: 24 hours.
   * @returns The same token with its new secret.
   */
  rotate(overlapMs?: number): Promise<TestToken>;
}

/** What a token is made in. */
export interface TokenHome {
  readonly store: Store;
  readonly organizationId: string;
  readonly environment: string;
  now(): number;
}

const DAY = 86_400_000;

type TokenCommand = Extract<Command, { readonly tokenId: string }>;
type WithoutBase<C> = C extends unknown ? Omit<C, 'organizationId' | 'tokenId' | 'actor' | 'at'> : never;

/** A command about a token, by the operator, now; it must succeed. */
export async function applyToToken(
  { store, organizationId, now }: TokenHome,
  tokenId: string,
  command: WithoutBase<TokenCommand>,
): Promise<void> {
  const about = { organizationId, tokenId, actor: { kind: 'system', id: null }, at: now() } as const;
  const outcome = await applyAndWait(store, { ...command, ...about } as TokenCommand);
  assertOk(outcome, `The command ${command.type} succeeds.`);
}

/** Makes a secret, and what a store keeps of it. */
export function createSecret(kind: TokenKind, environment: string) {
  const secret = generateToken<string>({ kind, environment });
  return { secret, stored: { mask: secret.mask, digest: digestToken(secret.reveal()) } };
}

/** A token that is in the store. */
export function createTestToken(
  home: TokenHome,
  about: Pick<TestToken, 'id' | 'kind' | 'userId' | 'secret'>,
): TestToken {
  const { id, kind, userId, secret } = about;
  const apply = (command: WithoutBase<TokenCommand>) => applyToToken(home, id, command);
  return Object.freeze<TestToken>({
    ...{ id, kind, userId, secret },
    organizationId: home.organizationId,
    headers: () => ({ authorization: `Bearer ${secret.reveal()}` }),
    expire: () => apply({ type: 'update_token', expiresAt: home.now() }),
    revoke: () => apply({ type: 'revoke_token' }),
    suspend: () => apply({ type: 'suspend_token' }),
    resume: () => apply({ type: 'resume_token' }),
    async rotate(overlapMs = DAY) {
      const next = createSecret(kind, home.environment);
      const overlapUntil = home.now() + overlapMs;
      await apply({ type: 'rotate_token', ...next.stored, overlapUntil, drainUntil: overlapUntil });
      return createTestToken(home, { ...about, secret: next.secret });
    },
  });
}
