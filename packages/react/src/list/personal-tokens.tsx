import type { ReactNode } from 'react';
import { TokenPage } from './token-page.tsx';

/**
 * The page of the signed-in user's own tokens: the list with search and filters, and everything to do with a token.
 *
 * @example
 * ```tsx
 * import { LynkAuthProvider, PersonalTokens } from '@lynk-auth/react';
 *
 * export const Page = () => (
 *   <LynkAuthProvider endpoint="/manage/api">
 *     <PersonalTokens />
 *   </LynkAuthProvider>
 * );
 * ```
 */
export const PersonalTokens = (): ReactNode => <TokenPage kind="personal" />;
