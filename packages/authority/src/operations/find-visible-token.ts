import type { Access } from '../access/access.ts';
import { readVisibility } from '../access/visibility.ts';
import type { Settings } from '../read-options.ts';
import type { TokenView } from '../store/views.ts';
import { isId } from './read-input.ts';

/** Finds a token of the actor's organization by its id; `null` if it does not exist or the actor does not see it. */
export async function findVisibleToken(
  settings: Settings,
  access: Access,
  id: string,
): Promise<TokenView | null> {
  const token = isId(id) ? await settings.store.getToken(access.organizationId, id) : null;
  return token !== null && (await readVisibility(settings, access))(token) ? token : null;
}
