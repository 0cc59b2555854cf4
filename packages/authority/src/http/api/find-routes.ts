import type { Route } from './routes.ts';

/** The routes of a path, and the id in it; empty if the path is unknown. */
export interface FoundRoutes {
  readonly routes: readonly Route[];
  readonly id: string;
}

/**
 * Finds the routes of a path. A path without a parameter comes first: `/tokens/revoke` is not the token "revoke".
 *
 * @param path The path below that of the API, as it was sent.
 */
export function findRoutes(routes: readonly Route[], path: string): FoundRoutes {
  const exact = routes.filter((route) => route.path === path);
  if (exact.length > 0) return { routes: exact, id: '' };
  const segments = path.split('/');
  const found = routes.filter((route) => {
    const expected = route.path.split('/');
    return (
      expected.length === segments.length &&
      expected.every((segment, index) =>
        segment === '{id}' ? segments[index] !== '' : segment === segments[index],
      )
    );
  });
  const at = found[0]?.path.split('/').indexOf('{id}') ?? -1;
  return { routes: found, id: decode(segments[at] ?? '') };
}

/** An id that cannot be decoded is not found, like any other unknown id. */
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
