// What the organization of a story must be, by the rules of the documentation. Nothing here uses code of the product.

const START = Date.UTC(2030, 0, 1);
export const SECOND = 1000;
export const DAY = 86_400 * SECOND;
/** For how long a secret that a rotation has ended is recognized as such. */
export const RETENTION = 90 * DAY;
/** How many live service tokens the organization may have. */
export const SERVICE_TOKEN_LIMIT = 8;

/** The permissions of the host. The last two are those that its rights need. */
export const permissions = [
  'projects:read',
  'projects:write',
  'builds:deploy',
  'tokens:manage',
  'organization:manage',
] as const;
const [READ, WRITE, DEPLOY, MANAGE_TOKENS] = permissions;

/** The system roles of two versions of the host. The first role is that of the administrators. */
export const systemRoles = [
  { Owner: [...permissions], Developer: [READ, WRITE, MANAGE_TOKENS], Guest: [READ] },
  { Owner: [...permissions], Developer: [READ, DEPLOY, MANAGE_TOKENS], Guest: [READ, MANAGE_TOKENS] },
] as const;

/** The networks that the organization may set, and which of the addresses are in them. */
export const networks: readonly {
  readonly cidr: readonly string[] | null;
  readonly inside: readonly string[];
}[] = [
  { cidr: ['192.0.2.0/24'], inside: ['192.0.2.7', '::ffff:192.0.2.8'] },
  { cidr: ['2001:db8::/32', '198.51.100.0/28'], inside: ['2001:db8::7', '198.51.100.9'] },
  { cidr: ['192.0.2.7'], inside: ['192.0.2.7'] },
  { cidr: [], inside: [] },
];
export const addresses: readonly (string | undefined)[] = [
  '192.0.2.7',
  '::ffff:192.0.2.8',
  '198.51.100.9',
  '198.51.100.16',
  '2001:db8::7',
  '2001:db9::1',
  undefined,
];

export interface ModelRole {
  readonly system: boolean;
  permissions: readonly string[];
}

export interface ModelMember {
  roleId: string;
  suspended: boolean;
}

/** A secret of a token. Times are epoch milliseconds; `Infinity` is never. */
export interface ModelSecret {
  /** Number in the story, for messages: the secret itself must not be printed. */
  readonly number: number;
  /** Returns the secret itself. */
  readonly reveal: () => string;
  /** When a rotation ends it. */
  end: number;
  /** Whether it comes from a rotation and was never used. */
  pending: boolean;
  /** How long the older secrets live after its first use, in milliseconds; `null` if it does not end them. */
  readonly firstUseDrain: number | null;
}

export interface ModelToken {
  readonly id: string;
  readonly kind: 'personal' | 'service';
  readonly ownerId: string | null;
  /** The user who manages it; `null` for the system. */
  readonly managedBy: string | null;
  roleId: string | null;
  ceiling: readonly string[] | null;
  readonly createdAt: number;
  expiresAt: number;
  revoked: boolean;
  suspended: boolean;
  deleted: boolean;
  readonly secrets: ModelSecret[];
}

export interface ModelPolicy {
  networks: (typeof networks)[number] | null;
  /** In milliseconds. */
  maxLifetime: { personal: number; service: number };
  allowNoExpiry: boolean;
  grantableRoles: Readonly<Record<string, readonly string[]>> | null;
}

export interface Model {
  now: number;
  readonly roles: Map<string, ModelRole>;
  readonly members: Map<string, ModelMember>;
  readonly tokens: ModelToken[];
  readonly policy: ModelPolicy;
}

/** The organization on its first day, with its founder. */
export const createModel = (founder: string): Model => ({
  now: START,
  roles: new Map(
    Object.entries(systemRoles[0]).map(([name, list]) => [
      name.toLowerCase(),
      { system: true, permissions: list },
    ]),
  ),
  members: new Map([[founder, { roleId: 'owner', suspended: false }]]),
  tokens: [],
  policy: {
    networks: null,
    maxLifetime: { personal: Infinity, service: Infinity },
    allowNoExpiry: true,
    grantableRoles: null,
  },
});
