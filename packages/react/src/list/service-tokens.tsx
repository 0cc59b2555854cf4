import type { ReactNode } from 'react';
import { TokenPage, type TokenPageProps } from './token-page.tsx';

/**
 * The page of the service tokens that the signed-in user sees: all of the organization for an administrator, otherwise those
 * that the user created.
 *
 * @param props Which of them it shows.
 * @example
 * ```tsx
 * import { LynkAuthProvider, ServiceTokens } from '@lynk-auth/react';
 *
 * export const Page = () => (
 *   <LynkAuthProvider endpoint="/manage/api">
 *     <ServiceTokens />
 *   </LynkAuthProvider>
 * );
 * ```
 */
export const ServiceTokens = (props: TokenPageProps): ReactNode => <TokenPage {...props} kind="service" />;
