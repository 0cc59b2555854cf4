import type { Variants } from './variant.ts';

/** Read late, so that a process has only its own framework in it. */
export const frameworks = {
  Express: async (): Promise<Variants> => (await import('./express.ts')).expressVariants,
  Hono: async (): Promise<Variants> => (await import('./hono.ts')).honoVariants,
  Fastify: async (): Promise<Variants> => (await import('./fastify.ts')).fastifyVariants,
  Nest: async (): Promise<Variants> => (await import('./nest.ts')).nestVariants,
} as const;

export type Framework = keyof typeof frameworks;
