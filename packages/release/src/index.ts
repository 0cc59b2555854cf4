export { type PublicPackage, readPackages } from './read-packages.ts';
export { readSurface, type Surface } from './read-surface.ts';
