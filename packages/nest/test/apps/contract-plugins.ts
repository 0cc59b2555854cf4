import { createRequire } from 'node:module';
import type { PluginUnderTest } from '@lynk-auth/conformance';
import type { Platform } from '../create-project.ts';
import { start, startWith } from './contract-app.ts';

const { version } = createRequire(import.meta.url)('@nestjs/core/package.json') as { version: string };

const on = (platform: Platform): PluginUnderTest => ({
  start: (settings) => start(platform, settings),
  startWith: (options, app) => startWith(platform, options, app?.cors),
});

/** The plugin on this version of Nest, with each adapter. */
export const plugins: Readonly<Record<string, PluginUnderTest>> = {
  [`Nest ${version} on Express`]: on('express'),
  [`Nest ${version} on Fastify`]: on('fastify'),
};
