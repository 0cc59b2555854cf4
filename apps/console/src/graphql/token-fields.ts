import type { TokenView } from '@lynk-auth/authority';
import type { SecurityToken } from '@lynk-auth/core';
import type { Context } from './context.ts';

/** A token as it is answered: with its secret, only where it was created just now. */
export type TokenAnswer = TokenView & { readonly secret?: SecurityToken | undefined };

/** What personal and service tokens have in common on the wire. */
export const tokenFields = {
  rawToken: ({ secret }: TokenAnswer) => secret?.reveal() ?? null,
  tokenMask: ({ mask }: TokenAnswer) => mask,
  tokenName: ({ name }: TokenAnswer) => name,
  revoked: ({ revokedAt }: TokenAnswer) => revokedAt !== null,
  expired: ({ expiresAt }: TokenAnswer, _: unknown, { now }: Context) =>
    expiresAt !== null && now() >= expiresAt,
};
