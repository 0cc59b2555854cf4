import type { Outcome, TokenView } from '@lynk-auth/authority';
import type { SecurityToken } from '@lynk-auth/core';
import { GraphQLError } from 'graphql';
import type { Context } from './context.ts';
import { ISO8601DateTime, Uuid } from './scalars.ts';
import { type TokenAnswer, tokenFields } from './token-fields.ts';

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

/** The payload of a mutation: the object, or the sentence why there is none. */
function payload<Key extends string>(
  key: Key,
  outcome: Outcome<{ readonly token: TokenView; readonly secret?: SecurityToken }>,
) {
  return outcome.ok
    ? { [key]: { ...outcome.token, secret: outcome.secret } satisfies TokenAnswer, errors: [] }
    : failed(outcome.message);
}

/** What a read gave. A right that was lost since the request was let in ends the field with an error. */
function got<Result extends object>(outcome: Outcome<Result>) {
  if (outcome.ok) return outcome;
  throw new GraphQLError(outcome.message, { extensions: { code: outcome.reason.toUpperCase() } });
}

export const resolvers = {
  Uuid,
  ISO8601DateTime,

  Query: {
    organization: async (_: unknown, __: unknown, { management }: Context) =>
      got(await management.getOrganization()).organization,
  },

  Organization: {
    organizationRoles: async (_: unknown, __: unknown, { management }: Context) =>
      got(await management.listRoles()).roles,
    users: async (_: unknown, __: unknown, { management }: Context) =>
      got(await management.listMembers()).members.map(({ userId, ...member }) => ({ id: userId, ...member })),
    apiKeys: async (_: unknown, __: unknown, { management }: Context) =>
      got(await management.listTokens({ kind: 'personal' })).tokens,
    serviceTokens: async (_: unknown, __: unknown, { management }: Context) =>
      got(await management.listTokens({ kind: 'service' })).tokens,
  },

  ApiKey: tokenFields,

  ServiceToken: {
    ...tokenFields,
    role: async ({ roleId }: TokenView, _: unknown, { management }: Context) =>
      got(await management.listRoles()).roles.find((role) => role.id === roleId) ?? null,
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
      if (revokes && revokedAt > now()) return failed('A token cannot be revoked ahead of time.');
      if (!revokes) {
        return payload(
          'apiKey',
          await management.updateToken(apiKeyId, { name: tokenName ?? undefined, expiresAt }),
        );
      }
      if (tokenName !== undefined || expiresAt !== undefined) {
        return failed('Revoke a token, or change it: not both at once.');
      }
      return payload('apiKey', await management.revokeToken(apiKeyId));
    },

    apiTokenDelete: async (_: unknown, { input }: Args<DeleteInput>, { management }: Context) => {
      const { apiKeyId, token } = input;
      if ((apiKeyId ?? null) !== null && (token ?? null) !== null)
        return failed('Name the token by its id or by its value, not by both.');
      if (typeof token === 'string') return payload('apiKey', await management.revokeByToken(token));
      if (typeof apiKeyId === 'string') return payload('apiKey', await management.revokeToken(apiKeyId));
      return failed('Name the token, by its id or by its value.');
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
