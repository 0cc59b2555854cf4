import type { Variants } from './variant.ts';

/** Loaded on demand, so that a process contains only one framework. */
export const frameworks = {
  Express: async (): Promise<Variants> => (await import('./express.ts')).expressVariants,
  Hono: async (): Promise<Variants> => (await import('./hono.ts')).honoVariants,
  Fastify: async (): Promise<Variants> => (await import('./fastify.ts')).fastifyVariants,
  Nest: async (): Promise<Variants> => (await import('./nest.ts')).nestVariants,
} as const;

export type Framework = keyof typeof frameworks;
