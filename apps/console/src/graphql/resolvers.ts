import type { Outcome, TokenView } from '@lynk-auth/authority';
import type { SecurityToken } from '@lynk-auth/core';
import type { Context } from './context.ts';
import { inSlices } from './in-slices.ts';
import { ISO8601DateTime, Uuid } from './scalars.ts';
import { type TokenResult, tokenFields } from './token-fields.ts';

interface CreateInput {
  readonly tokenName?: string | null;
  readonly expiresAt?: number | null;
}

interface UpdateInput extends CreateInput {
  readonly apiKeyId: string;
  readonly revokedAt?: number | null;
}

interface DeleteInput {
  readonly apiKeyId?: string | null;
  readonly token?: string | null;
}

interface ServiceInput {
  readonly tokenName: string;
  readonly organizationRoleId: string;
  readonly expiresAt?: number | null;
}

type Args<Input> = { readonly input: Input };

const failed = (...errors: string[]) => ({ errors });

/** The payload of a mutation: the object, or an error message. */
function payload<Key extends string>(
  key: Key,
  outcome: Outcome<{ readonly token: TokenView; readonly secret?: SecurityToken }>,
) {
  return outcome.ok
    ? { [key]: { ...outcome.token, secret: outcome.secret } satisfies TokenResult, errors: [] }
    : failed(outcome.message);
}

export const resolvers = {
  Uuid,
  ISO8601DateTime,

  Query: {
    organization: (_: unknown, __: unknown, { loaders }: Context) => loaders.organization(),
  },

  Organization: {
    organizationRoles: async (_: unknown, __: unknown, { loaders }: Context) =>
      inSlices(await loaders.roles()),
    users: async (_: unknown, __: unknown, { loaders }: Context) =>
      inSlices((await loaders.members()).map(({ userId, ...member }) => ({ id: userId, ...member }))),
    apiKeys: async (_: unknown, __: unknown, { loaders }: Context) =>
      inSlices(await loaders.tokens.load('personal')),
    serviceTokens: async (_: unknown, __: unknown, { loaders }: Context) =>
      inSlices(await loaders.tokens.load('service')),
  },

  ApiKey: tokenFields,

  ServiceToken: {
    ...tokenFields,
    role: ({ roleId }: TokenView, _: unknown, { loaders }: Context) =>
      roleId === null ? null : loaders.role.load(roleId),
  },

  Mutation: {
    apiTokenCreate: async (_: unknown, { input }: Args<CreateInput>, { management }: Context) =>
      payload(
        'apiKey',
        await management.issuePersonalToken({ name: input.tokenName ?? '', expiresAt: input.expiresAt }),
      ),

    apiTokenUpdate: async (_: unknown, { input }: Args<UpdateInput>, { management, now }: Context) => {
      const { apiKeyId, tokenName, expiresAt, revokedAt } = input;
      const revokes = revokedAt !== undefined && revokedAt !== null;
      if (revokes && revokedAt > now()) return failed('revokedAt must not be in the future.');
      if (!revokes) {
        return payload(
          'apiKey',
          await management.updateToken(apiKeyId, { name: tokenName ?? undefined, expiresAt }),
        );
      }
      if (tokenName !== undefined || expiresAt !== undefined) {
        return failed('Revoke the token or change it, not both in one call.');
      }
      return payload('apiKey', await management.revokeToken(apiKeyId));
    },

    apiTokenDelete: async (_: unknown, { input }: Args<DeleteInput>, { management }: Context) => {
      const { apiKeyId, token } = input;
      if ((apiKeyId ?? null) !== null && (token ?? null) !== null)
        return failed('Pass either apiKeyId or token, not both.');
      if (typeof token === 'string') return payload('apiKey', await management.revokeByToken(token));
      if (typeof apiKeyId === 'string') return payload('apiKey', await management.revokeToken(apiKeyId));
      return failed('Pass apiKeyId or token.');
    },

    serviceTokenCreate: async (_: unknown, { input }: Args<ServiceInput>, { management }: Context) =>
      payload(
        'serviceToken',
        await management.issueServiceToken({
          name: input.tokenName,
          roleId: input.organizationRoleId,
          expiresAt: input.expiresAt,
        }),
      ),
  },
};
