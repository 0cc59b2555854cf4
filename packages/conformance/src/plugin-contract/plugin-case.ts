import { contractVerifier } from './contract-verifier.ts';
import { describeRefusal } from './error-body.ts';
import type {
  AppSettings,
  PluginCase,
  PluginSettings,
  PluginUnderTest,
  RunningPlugin,
} from './plugin-under-test.ts';
import { readHandled, type StartedPlugin } from './request.ts';

/** Creates a case that starts an app, runs the body and closes the app. */
export function pluginCase(
  name: string,
  settings: PluginSettings & AppSettings,
  body: (running: StartedPlugin, plugin: PluginUnderTest) => Promise<void>,
): PluginCase {
  return {
    name,
    async run(plugin) {
      const running = await start(plugin, settings);
      const { errorFormat = plugin.errorFormat } = settings;
      try {
        // An app that is expensive to start may serve several cases.
        await body({ port: running.port, before: await readHandled(running), errorFormat }, plugin);
      } finally {
        await running.close();
      }
    },
  };
}

/** Starts the app with the error format of the case, or else with that of the run. */
function start(plugin: PluginUnderTest, settings: PluginSettings & AppSettings): Promise<RunningPlugin> {
  const { errorFormat = plugin.errorFormat } = settings;
  if (errorFormat !== 'function')
    return plugin.start(errorFormat === undefined ? settings : { ...settings, errorFormat });
  if (plugin.startWith === undefined) throw new Error('The error format "function" needs startWith.');
  const { cors = false, ...options } = settings;
  return plugin.startWith({ verifier: contractVerifier, ...options, errorFormat: describeRefusal }, { cors });
}
