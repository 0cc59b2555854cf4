import { call } from './call.ts';

/** The member who is logged in. */
export interface User {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
}

export const getSession = (): Promise<{ user: User | null }> => call('/auth/session');

export const logIn = (email: string, password: string): Promise<unknown> =>
  call('/auth/sign-in/email', { email, password });

export const logOut = (): Promise<unknown> => call('/auth/sign-out', {});

export const logOutEverywhere = (): Promise<unknown> => call('/auth/revoke-sessions', {});

/** Says whose password a one-time link sets. */
export const findLink = (code: string): Promise<{ user: User }> => call('/auth/link', { code });

export const setPassword = (code: string, newPassword: string): Promise<unknown> =>
  call('/auth/reset-password', { token: code, newPassword });

export const changePassword = (currentPassword: string, newPassword: string): Promise<unknown> =>
  call('/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true });
