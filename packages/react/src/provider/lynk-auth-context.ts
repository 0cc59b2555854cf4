import type { QueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { ManagementClient } from '../client/management-client.ts';
import type { Formatter } from '../format/create-formatter.ts';
import type { Snippet } from '../format/create-snippets.ts';
import type { Translate } from './create-translator.ts';

/** What the hooks and components take from the provider. */
export interface LynkAuthContext {
  readonly client: ManagementClient;
  /** Holds what the API returned, except secrets. */
  readonly queryClient: QueryClient;
  /** The first parts of every query key. */
  readonly scope: readonly [string, string];
  /** How often lists are read again, in milliseconds; `false` for never. */
  readonly refreshMs: number | false;
  /** The language of dates, numbers and plurals; that of the browser if absent. */
  readonly locale: string | undefined;
  readonly t: Translate;
  readonly format: Formatter;
  readonly snippets: readonly Snippet[];
  readonly ciPermissions: readonly string[];
}

export const Context = createContext<LynkAuthContext | null>(null);

/**
 * Returns the client, the texts and the settings of the {@link LynkAuthProvider} above.
 *
 * @throws {Error} without a provider.
 */
export function useLynkAuth(): LynkAuthContext {
  const context = useContext(Context);
  if (context === null)
    throw new Error('There is no LynkAuthProvider above: render one around the components.');
  return context;
}
