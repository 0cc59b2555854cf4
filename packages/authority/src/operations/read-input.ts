import type { Redactor } from '@lynk-auth/core';
import { copyOwn, DATE_TIME_RANGE, tagOf } from '@lynk-auth/core/internal';
import * as z from 'zod/mini';
import { once } from '../once.ts';
import { type Failure, type FailureCode, failWith } from '../outcome.ts';

// Characters that make a list show a different name: control characters, line and paragraph separators,
// marks that change the writing direction, and lone surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const VISIBLE = /[^\p{Cf}\p{Z}]/u;
/** A `scope-token` (RFC 6749 section 3.3). */
const PERMISSION = /^[!#-[\]-~]{1,128}$/;

/** Ids come from the store and the host, and are not always UUIDs. */
const ID = /^[\w.:@-]{1,200}$/;

/** 30 days. */
const MAX_OVERLAP_SECONDS = 2_592_000;

const MAX_NAME_LENGTH = 100;
/** A hundred years. */
const MAX_LIFETIME_SECONDS = 3_155_760_000;
/** No longer string becomes a name that is short enough: normalization divides the length by four at most. */
const MAX_RAW_LENGTH = 8 * MAX_NAME_LENGTH;

/** The schemas of all inputs. Building them is an eighth of the time of importing the package. */
export const inputSchemas = once(() => {
  /**
   * A name for people. The length is in code points after the normalization, so that a name counts the same however its
   * letters are composed, and whether or not they are in the basic plane.
   */
  const name = z.string().check(
    z.trim(),
    z.maxLength(MAX_RAW_LENGTH, { abort: true }),
    z.normalize('NFC'),
    z.refine((text) => [...text].length <= MAX_NAME_LENGTH),
    z.refine((text) => VISIBLE.test(text) && !UNPRINTABLE.test(text)),
  );
  /** A part of a name, in the same form as the names are stored. */
  const search = z.string().check(
    z.trim(),
    z.maxLength(MAX_RAW_LENGTH, { abort: true }),
    z.normalize('NFC'),
    z.refine((text) => [...text].length <= MAX_NAME_LENGTH && !UNPRINTABLE.test(text)),
  );
  const email = z.email().check(z.maxLength(254));
  const id = z.string().check(z.regex(ID));
  const expiresAt = z.nullish(z.int().check(z.maximum(DATE_TIME_RANGE.last)));
  const isWholeSeconds = (most: number) => z.int().check(z.minimum(0), z.maximum(most));
  const time = z.int().check(z.minimum(DATE_TIME_RANGE.first), z.maximum(DATE_TIME_RANGE.last));
  const lifetime = z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(MAX_LIFETIME_SECONDS))));
  const permissions = z.array(z.string().check(z.regex(PERMISSION))).check(z.maxLength(1000));

  return {
    organization: z.strictObject({
      id: z.optional(id),
      name,
      roleIds: z.optional(z.record(z.string(), id)),
      admin: z.strictObject({ userId: id, name: z.optional(name), email: z.optional(email) }),
    }),
    member: z.strictObject({
      userId: z.optional(id),
      name: z.optional(name),
      email: z.optional(email),
      roleId: id,
    }),
    personalToken: z.strictObject({
      name,
      expiresAt,
      permissions: z.optional(permissions),
      ownerId: z.optional(id),
    }),
    memberUpdate: z.strictObject({
      roleId: z.optional(id),
      name: z.nullish(name),
      email: z.nullish(email),
    }),
    role: z.strictObject({ name, permissions }),
    roleUpdate: z.strictObject({ name: z.optional(name), permissions: z.optional(permissions) }),
    roleDeletion: z.strictObject({ successorRoleId: z.optional(id) }),
    serviceToken: z.strictObject({ name, roleId: id, expiresAt, permissions: z.optional(permissions) }),
    tokenUpdate: z.strictObject({ name: z.optional(name), expiresAt, permissions: z.optional(permissions) }),
    tokenSearch: z.strictObject({
      token: z.optional(z.string()),
      digest: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/i))),
    }),
    rotation: z.strictObject({
      overlapSeconds: z.optional(isWholeSeconds(MAX_OVERLAP_SECONDS)),
      drainSeconds: z.optional(isWholeSeconds(MAX_OVERLAP_SECONDS)),
      retireOnFirstUse: z.optional(z.boolean()),
      expiresAt,
    }),
    retirement: z.strictObject({ newestCreatedAt: z.optional(time) }),
    policy: z.strictObject({
      allowedNetworks: z.optional(
        z.nullable(z.array(z.string().check(z.maxLength(50))).check(z.maxLength(100))),
      ),
      maxPersonalLifetimeSeconds: lifetime,
      maxServiceLifetimeSeconds: lifetime,
      allowNoExpiry: z.optional(z.boolean()),
      grantableRoles: z.optional(z.nullable(z.record(id, z.array(id).check(z.maxLength(100))))),
    }),
    directoryMember: z.object({
      roleId: id,
      suspended: z.optional(z.boolean()),
      // For display only: one that cannot be stored must not keep the user out.
      name: z.catch(z.nullish(name), null),
      email: z.catch(z.nullish(email), null),
    }),
    directoryRole: z.object({ name, permissions }),
    directoryChange: z.strictObject({ organizationId: id, userId: z.optional(id), roleId: z.optional(id) }),
    auditFilter: z.strictObject({
      action: z.optional(z.string().check(z.regex(/^[a-z_]{1,64}$/))),
      actor: z.optional(z.strictObject({ kind: z.enum(['user', 'token', 'system']), id: z.nullable(id) })),
      tokenId: z.optional(id),
      userId: z.optional(id),
      roleId: z.optional(id),
      from: z.optional(time),
      to: z.optional(time),
      limit: z.optional(z.int().check(z.minimum(1), z.maximum(500))),
      cursor: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
    }),
    tokenFilter: z.strictObject({
      kind: z.optional(z.enum(['personal', 'service'])),
      ownerId: z.optional(id),
      state: z.optional(z.enum(['active', 'suspended', 'expired', 'revoked'])),
      roleId: z.optional(id),
      expiresBefore: z.optional(time),
      neverExpires: z.optional(z.boolean()),
      unusedSince: z.optional(time),
      search: z.optional(search),
      order: z.optional(z.enum(['newest', 'oldest', 'name', 'expires'])),
      limit: z.optional(z.int().check(z.minimum(1), z.maximum(200))),
      cursor: z.optional(z.string().check(z.maxLength(1000))),
    }),
  };
});

const codes: Readonly<Record<string, FailureCode>> = {
  name: 'bad_name',
  email: 'bad_email',
  expiresAt: 'bad_expiry',
  permissions: 'bad_permissions',
  overlapSeconds: 'bad_overlap',
  drainSeconds: 'bad_drain',
  kind: 'bad_kind',
  state: 'bad_state',
  expiresBefore: 'bad_time',
  unusedSince: 'bad_time',
  newestCreatedAt: 'bad_time',
  search: 'bad_search',
  order: 'bad_order',
  limit: 'bad_limit',
  cursor: 'bad_cursor',
  token: 'bad_token',
  digest: 'bad_digest',
  ownerId: 'bad_owner',
  roleId: 'bad_role',
  successorRoleId: 'bad_role',
  userId: 'bad_user',
  id: 'bad_organization',
};

type ReadInput<Input> = { readonly ok: true; readonly value: Input } | Failure;

/** The levels of an input: its fields, and those of `admin` and `actor`. */
const DEPTH = 2;

/**
 * Copies own properties: a schema reads an optional field of a polluted `Object.prototype` too. A `Date` of any realm
 * becomes epoch milliseconds.
 */
function copyInput(input: unknown): unknown {
  const copy = copyOwn(input, DEPTH);
  if (typeof copy !== 'object' || copy === null || Array.isArray(copy)) return copy;
  const fields = copy as Record<string, unknown>;
  for (const [name, value] of Object.entries(fields)) {
    if (tagOf(value) === 'Date') fields[name] = Number(value);
  }
  return copy;
}

/** Fields that are not stored, and may have a token. */
const transient: readonly string[] = ['token', 'digest', 'search', 'cursor'];

/**
 * Finds a field that has a token in the format of the host: one that was pasted into the wrong field must not be stored.
 *
 * @returns The name of the field; `undefined` if none has a token.
 */
function findFieldWithToken(value: unknown, redact: Redactor, field = ''): string | undefined {
  if (typeof value === 'string') return redact(value) === value ? undefined : field;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const key = Array.isArray(value) ? field : name;
    const found = transient.includes(key) ? undefined : findFieldWithToken(inner, redact, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Validates an input.
 *
 * @param settings Those of the authority; `null` if an operation validates the input again.
 * @returns A copy without prototypes, or a failure that names the wrong field without its value.
 */
export function readInput<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  settings: { readonly redact: Redactor } | null,
): ReadInput<z.output<Schema>> {
  const read = schema.safeParse(copyInput(input));
  if (read.success) {
    const wrong = settings === null ? undefined : findFieldWithToken(read.data, settings.redact);
    // What the schema returns inherits again.
    const value = copyOwn(read.data, DEPTH) as z.output<Schema>;
    return wrong === undefined ? { ok: true, value } : failWith(codes[wrong] ?? 'bad_input', wrong);
  }
  const [issue] = read.error.issues;
  // The innermost named field: `admin.email` fails as `email` does.
  const field = issue?.path.findLast((part) => typeof part === 'string');
  if (issue?.code === 'unrecognized_keys') return failWith('bad_input', issue.keys[0]);
  return failWith(codes[field ?? ''] ?? 'bad_input', field);
}

/** Returns whether a value can be an id. Otherwise it is not found, without a call to the store. */
export const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value);
