import type { ReactNode } from 'react';
import { TokenPage, type TokenPageProps } from './token-page.tsx';

/**
 * The page of all tokens that the signed-in user sees, of both kinds and with their owners: all of the organization for an
 * administrator, otherwise the user's own. It creates none.
 *
 * @param props Which of them it shows.
 * @example
 * ```tsx
 * import { AllTokens, LynkAuthProvider } from '@lynk-auth/react';
 *
 * export const Idle = () => (
 *   <LynkAuthProvider endpoint="/manage/api">
 *     <AllTokens filter="idle" />
 *   </LynkAuthProvider>
 * );
 * ```
 */
export const AllTokens = (props: TokenPageProps): ReactNode => <TokenPage {...props} kind="all" />;
