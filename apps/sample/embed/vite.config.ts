import { defineConfig } from 'vite';

export default defineConfig({
  root: 'express/web',
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // A file in a `data:` URL would need an exception in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Libraries mark their client components for Next.
      onLog: (level, log, print) => log.code === 'MODULE_LEVEL_DIRECTIVE' || print(level, log),
    },
  },
});
