import type { AppSettings, PluginCase, PluginSettings, PluginUnderTest } from './plugin-under-test.ts';
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
      const running = await plugin.start(settings);
      try {
        // An app that is expensive to start may serve several cases.
        await body({ port: running.port, before: await readHandled(running) }, plugin);
      } finally {
        await running.close();
      }
    },
  };
}
