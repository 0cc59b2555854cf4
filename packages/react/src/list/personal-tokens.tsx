import type { ReactNode } from 'react';
import { TokenPage, type TokenPageProps } from './token-page.tsx';

/**
 * The page of the signed-in user's own tokens: the list with search and filters, and everything to do with a token.
 *
 * @param props Which of them it shows.
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
export const PersonalTokens = (props: TokenPageProps): ReactNode => <TokenPage {...props} kind="personal" />;
