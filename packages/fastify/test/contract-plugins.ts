import type { PluginUnderTest } from '@lynk-auth/conformance';
import { versionOf } from '@lynk-auth/test-kit';
import { createApp, createContractApp, startApp } from './contract-app.ts';

/** The plugin on Fastify. */
export const plugins: Readonly<Record<string, PluginUnderTest>> = {
  [`Fastify ${versionOf('fastify', import.meta.url)}`]: {
    start: async (settings) => startApp(await createContractApp(settings)),
    startWith: async (options, app) => startApp(await createApp(options, app?.cors)),
  },
};
