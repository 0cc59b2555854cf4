import type { Area } from './create-metrics.ts';

const areas: Readonly<Record<string, Area>> = {
  lynkapi: 'api',
  healthz: 'api',
  auth: 'auth',
  manage: 'manage',
  console: 'console',
};

/** Returns the area of a path by its first segment. */
export function areaOf(path: string): Area {
  const [, first = ''] = path.split('/', 2);
  return Object.hasOwn(areas, first) ? (areas[first] as Area) : 'pages';
}
