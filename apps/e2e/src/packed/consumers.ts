import { catalogVersion, lowestVersions, pinnedVersion } from './pinned-version.ts';

/** A project of a user. */
export interface Consumer {
  /** The name of the row in the table. */
  readonly name: string;
  /** The folder name of the package. */
  readonly package: string;
  /** The other dependencies: the peers, and packages of types. */
  readonly beside: Readonly<Record<string, string>>;
  /** Whether to run only the first columns, for versions that differ only in their age. */
  readonly brief?: boolean;
  readonly bundle: 'neutral' | 'node';
  /** Modules that cannot be bundled: binaries, and optional modules of a framework. */
  readonly external?: readonly string[];
  /** How the first README example runs: it `serves`, `calls` the API or `runs` to its end. Absent if it cannot run alone. */
  readonly example?: 'serves' | 'calls' | 'runs';
  /** Why TypeScript cannot check the declarations of the dependencies. */
  readonly skipLibCheck?: string;
  /** Whether the framework is ESM only, so that TypeScript rejects CommonJS under node16. */
  readonly esmOnly?: boolean;
  /** The folder, relative to the root, whose package.json pins the versions for the README examples. */
  readonly pins?: string;
}

const node = { '@types/node': catalogVersion('@types/node') ?? '' };

/** The packages of one version of Nest. */
function nest(folder: string): Readonly<Record<string, string>> {
  const names = ['@nestjs/common', '@nestjs/core', '@nestjs/platform-express', 'reflect-metadata', 'rxjs'];
  return Object.fromEntries(names.map((name) => [name, pinnedVersion(name, folder)]));
}

/** The optional modules that Nest loads. */
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

/** Every package with the newest version of its peers. */
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
  {
    name: 'react',
    package: 'react',
    beside: {
      ...node,
      react: pinnedVersion('react', 'packages/react'),
      'react-dom': pinnedVersion('react-dom', 'packages/react'),
      '@tanstack/react-query': pinnedVersion('@tanstack/react-query', 'packages/react'),
      '@types/react': pinnedVersion('@types/react', 'packages/react'),
      '@types/react-dom': pinnedVersion('@types/react-dom', 'packages/react'),
    },
    bundle: 'node',
    skipLibCheck: 'the types of TanStack Query use the DOM',
  },
  { name: 'testing', package: 'testing', beside: node, bundle: 'neutral' },
  { name: 'conformance', package: 'conformance', beside: node, bundle: 'node' },
];

/** Creates a consumer of the same package with other versions of its peers. */
function withVersions(
  name: string,
  versions: Readonly<Record<string, string>>,
  more: Partial<Consumer> = {},
): Consumer {
  const consumer = newest.find((each) => each.package === name);
  if (consumer === undefined) throw new Error(`There is no consumer of ${name}.`);
  const [version] = Object.values(versions);
  return { ...consumer, name: `${name} on ${version}`, beside: { ...consumer.beside, ...versions }, ...more };
}

/** The types of Express 4. */
const express4Types = { '@types/express': '4.17.25' };

/** Older versions that are supported, and the lowest version of each peer range. */
export const older: readonly Consumer[] = [
  withVersions('express', { express: pinnedVersion('express4', 'packages/express'), ...express4Types }),
  withVersions('nest', nest('packages/nest/test/nest11'), {
    esmOnly: false,
    pins: 'packages/nest/test/nest11',
  }),
  ...lowestVersions('express', 'packages/express').map((express) =>
    withVersions('express', { express, ...(express.startsWith('4') ? express4Types : {}) }, { brief: true }),
  ),
  ...lowestVersions('@nestjs/core', 'packages/nest').map((version) =>
    withVersions(
      'nest',
      { '@nestjs/common': version, '@nestjs/core': version, '@nestjs/platform-express': version },
      { brief: true, esmOnly: !version.startsWith('11') },
    ),
  ),
  ...lowestVersions('axios', 'packages/axios').map((axios) =>
    withVersions('axios', { axios }, { brief: true }),
  ),
  ...lowestVersions('hono', 'packages/hono').map((hono) =>
    withVersions('hono', { hono }, { brief: true, skipLibCheck: 'the types of hono 4.0 use the DOM' }),
  ),
  ...lowestVersions('react', 'packages/react').map((react) =>
    withVersions(
      'react',
      {
        react,
        'react-dom': react,
        // Only newer types of React 18 know a component that returns any node.
        '@types/react': react.startsWith('18') ? '18.3.12' : react,
        '@types/react-dom': react.startsWith('18') ? '18.3.1' : react,
        // The first versions of TanStack Query 5 are for React 18.
        ...(react.startsWith('18')
          ? { '@tanstack/react-query': lowestVersions('@tanstack/react-query', 'packages/react')[0] ?? '' }
          : {}),
      },
      { brief: true },
    ),
  ),
  ...lowestVersions('fastify', 'packages/fastify').map((fastify) =>
    withVersions('fastify', { fastify }, { brief: true }),
  ),
];
