import type { AppSettings, PluginSettings } from '@lynk-auth/conformance';
import * as plugin from '@lynk-auth/hono';
import type { CreateHandler } from '@lynk-auth/test-kit';
import { createContractApp } from './contract-app.ts';

/** Creates the contract's app for runtimes that pass a `Request`, with the built package. */
export const createHandler: CreateHandler<PluginSettings & AppSettings> = (settings) => {
  const app = createContractApp(plugin, settings);
  return (request, ...native) => app.fetch(request, ...native);
};
