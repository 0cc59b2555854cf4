import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/main.ts', 'src/command.ts'],
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  // The folder has the application too, which vite builds. The build script deletes both before.
  clean: false,
  sourcemap: true,
  splitting: true,
});
