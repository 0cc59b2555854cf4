import type { NextConfig } from 'next';

const config: NextConfig = {
  distDir: 'dist',
  // A driver with a native part is loaded, not bundled.
  serverExternalPackages: ['libsql'],
  poweredByHeader: false,
};

export default config;
