import type { PluginUnderTest } from '@lynk-auth/conformance';
import * as plugin from '@lynk-auth/hono';
import { versionOf } from '@lynk-auth/test-kit';
import { createApp, createContractApp } from './contract-app.ts';
import { startOnNode } from './start-on-node.ts';

export const subject = `Hono ${versionOf('hono', import.meta.url)}`;

/** The built package on Node, served by `@hono/node-server`. */
export const plugins: Readonly<Record<string, Required<Pick<PluginUnderTest, 'start' | 'startWith'>>>> = {
  [subject]: {
    start: (settings) => startOnNode(createContractApp(plugin, settings)),
    startWith: async (options, app) => startOnNode(createApp(plugin, options, app?.cors)),
  },
};
