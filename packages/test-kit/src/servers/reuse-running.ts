import type { Running } from '../runtimes/runtime.ts';

/** Starts one server for each settings object, since a process is expensive to start. */
export function reuseRunning<Settings extends object>(start: (settings: Settings) => Promise<Running>) {
  const started = new Map<string, Promise<Running>>();
  return {
    async start(settings: Settings): Promise<Running> {
      const key = JSON.stringify(settings);
      const running = started.get(key) ?? start(settings);
      started.set(key, running);
      return { port: (await running).port, close: async () => undefined };
    },
    async closeAll(): Promise<void> {
      const all = await Promise.allSettled(started.values());
      started.clear();
      await Promise.all(all.map((each) => each.status === 'fulfilled' && each.value.close()));
    },
  };
}
