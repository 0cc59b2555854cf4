import type { AppSettings, PluginCase, PluginSettings, PluginUnderTest } from './plugin-under-test.ts';
import { readHandled, type StartedPlugin } from './request.ts';

/** Makes a case: an app that was started, the body, and an app that is closed whatever happened. */
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
        // An app that is dear to start may serve one case after another.
        await body({ port: running.port, before: await readHandled(running) }, plugin);
      } finally {
        await running.close();
      }
    },
  };
}
