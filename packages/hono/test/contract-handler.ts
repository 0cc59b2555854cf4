import * as plugin from '@lynk-auth/hono';
import type { CreateHandler } from '@lynk-auth/runtimes';
import type { AppSettings, PluginSettings } from '@lynk-auth/testing';
import { createContractApp } from './contract-app.ts';

/** The contract's app for runtimes that hand a `Request` over; with the package as it is built. */
export const createHandler: CreateHandler<PluginSettings & AppSettings> = (settings) => {
  const app = createContractApp(plugin, settings);
  return (request, ...native) => app.fetch(request, ...native);
};
