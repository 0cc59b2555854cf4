import type { ModulesContainer } from '@nestjs/core';

type NestModule = ModulesContainer extends Map<string, infer Module> ? Module : never;

/** Lists the modules that the root module imports, directly or through others, and the root module itself. */
export function listReachableModules(modules: ModulesContainer): ReadonlySet<NestModule> {
  // The first module is Nest's own, as Nest's scanner assumes too.
  const [, root] = modules.values();
  const reachable = new Set<NestModule>();
  const pending = root === undefined ? [] : [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (reachable.has(next)) continue;
    reachable.add(next);
    pending.push(...next.imports);
  }
  return reachable;
}

/** Returns whether an application is a microservice or is connected to one. */
export function hasMicroservice(modules: ModulesContainer): boolean {
  let found = false;
  const subscription = modules.getRpcTargetRegistry().subscribe(() => {
    found = true;
  });
  subscription.unsubscribe();
  return found;
}
