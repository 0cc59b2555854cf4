import { catalogVersion, lowestVersions, pinnedVersion } from './pinned-version.ts';

/** One project of a user. */
export interface Consumer {
  /** Of the row in the table. */
  readonly name: string;
  /** The folder's name of the package. */
  readonly package: string;
  /** What is installed beside it: its peers, and what only types need. */
  readonly beside: Readonly<Record<string, string>>;
  /** Only installed, compiled and run: for versions that differ in nothing but their age. */
  readonly brief?: boolean;
  readonly bundle: 'neutral' | 'node';
  /** What a bundle cannot hold: a binary, or what a framework loads if it is there. */
  readonly external?: readonly string[];
  /** How its README's first example is run: it `serves`, `calls` the API, `runs` to its end, or needs what is not there. */
  readonly example?: 'serves' | 'calls' | 'runs';
  /** Why TypeScript cannot check the declarations of others that come along. */
  readonly skipLibCheck?: string;
  /** Whether the framework is ES modules only: CommonJS is refused by TypeScript's node16. */
  readonly esmOnly?: boolean;
  /** The folder, from the root, whose package.json says with which versions its README is tried. */
  readonly pins?: string;
}

const node = { '@types/node': catalogVersion('@types/node') ?? '' };

/** Nest's own, of one version each. */
function nest(folder: string): Readonly<Record<string, string>> {
  const names = ['@nestjs/common', '@nestjs/core', '@nestjs/platform-express', 'reflect-metadata', 'rxjs'];
  return Object.fromEntries(names.map((name) => [name, pinnedVersion(name, folder)]));
}

/** What Nest loads if it is there. */
const nestOptional = [
  '@nestjs/microservices',
  '@nestjs/microservices/microservices-module.js',
  '@nestjs/microservices/microservices-module',
  '@nestjs/websockets/socket-module.js',
  '@nestjs/websockets/socket-module',
  'class-transformer',
  'class-transformer/storage',
  'class-validator',
];

/** Every package with the newest of what it serves. */
export const newest: readonly Consumer[] = [
  { name: 'core', package: 'core', beside: node, bundle: 'neutral', example: 'runs' },
  { name: 'verifier', package: 'verifier', beside: node, bundle: 'neutral' },
  { name: 'authority', package: 'authority', beside: node, bundle: 'neutral', example: 'runs' },
  {
    name: 'sql',
    package: 'sql',
    beside: { ...node, libsql: pinnedVersion('libsql', 'packages/sql') },
    bundle: 'node',
    external: ['libsql'],
    example: 'runs',
  },
  { name: 'remote', package: 'remote', beside: node, bundle: 'neutral' },
  {
    name: 'fetch',
    package: 'fetch',
    beside: node,
    bundle: 'neutral',
    example: 'calls',
    skipLibCheck: 'ofetch names undici, which it does not bring',
  },
  {
    name: 'axios',
    package: 'axios',
    beside: { ...node, axios: catalogVersion('axios') ?? '' },
    bundle: 'node',
    example: 'calls',
  },
  {
    name: 'express',
    package: 'express',
    beside: {
      ...node,
      express: catalogVersion('express') ?? '',
      '@types/express': catalogVersion('@types/express') ?? '',
    },
    bundle: 'node',
    example: 'serves',
  },
  {
    name: 'nest',
    package: 'nest',
    beside: { ...node, ...nest('packages/nest') },
    bundle: 'node',
    external: nestOptional,
    example: 'serves',
    esmOnly: true,
  },
  {
    name: 'hono',
    package: 'hono',
    beside: { ...node, hono: catalogVersion('hono') ?? '' },
    bundle: 'neutral',
    example: 'serves',
  },
  {
    name: 'fastify',
    package: 'fastify',
    beside: { ...node, fastify: catalogVersion('fastify') ?? '' },
    bundle: 'node',
    example: 'serves',
  },
  { name: 'testing', package: 'testing', beside: node, bundle: 'neutral' },
  { name: 'conformance', package: 'conformance', beside: node, bundle: 'node' },
];

/** The same package with another version of what it stands on. */
function aged(
  name: string,
  versions: Readonly<Record<string, string>>,
  more: Partial<Consumer> = {},
): Consumer {
  const consumer = newest.find((each) => each.package === name);
  if (consumer === undefined) throw new Error(`There is no consumer of ${name}.`);
  const [version] = Object.values(versions);
  return { ...consumer, name: `${name} on ${version}`, beside: { ...consumer.beside, ...versions }, ...more };
}

/** The types of Express 4 are another package's major version. */
const express4Types = { '@types/express': '4.17.25' };

/** Older ones that are served too, and the lowest that a peer's range lets in. */
export const older: readonly Consumer[] = [
  aged('express', { express: pinnedVersion('express4', 'packages/express'), ...express4Types }),
  aged('nest', nest('packages/nest/test/nest11'), { esmOnly: false, pins: 'packages/nest/test/nest11' }),
  ...lowestVersions('express', 'packages/express').map((express) =>
    aged('express', { express, ...(express.startsWith('4') ? express4Types : {}) }, { brief: true }),
  ),
  ...lowestVersions('@nestjs/core', 'packages/nest').map((version) =>
    aged(
      'nest',
      { '@nestjs/common': version, '@nestjs/core': version, '@nestjs/platform-express': version },
      { brief: true, esmOnly: !version.startsWith('11') },
    ),
  ),
  ...lowestVersions('axios', 'packages/axios').map((axios) => aged('axios', { axios }, { brief: true })),
  ...lowestVersions('hono', 'packages/hono').map((hono) =>
    aged('hono', { hono }, { brief: true, skipLibCheck: 'hono 4.0 names types of the DOM' }),
  ),
  ...lowestVersions('fastify', 'packages/fastify').map((fastify) =>
    aged('fastify', { fastify }, { brief: true }),
  ),
];
