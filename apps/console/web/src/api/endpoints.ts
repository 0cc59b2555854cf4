import type { MemberView } from '@lynk-auth/authority';
import type { Notice } from '../../../src/notices/list-notices.ts';
import { call } from './call.ts';

/** The member who is logged in. */
export interface User {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
}

/** The member who is logged in. Without one, whether a link for a new password can be sent by mail. */
type SessionReply = { readonly user: User } | { readonly user: null; readonly mailsLinks: boolean };

export const getSession = (): Promise<SessionReply> => call('/auth/session');

export const logIn = (email: string, password: string): Promise<unknown> =>
  call('/auth/sign-in/email', { email, password });

export const logOut = (): Promise<unknown> => call('/auth/sign-out', {});

export const logOutEverywhere = (): Promise<unknown> => call('/auth/revoke-sessions', {});

export const requestPassword = (email: string): Promise<unknown> =>
  call('/auth/request-password-reset', { email });

/** Says whose password a one-time link sets. */
export const findLink = (code: string): Promise<{ user: User }> => call('/auth/link', { code });

export const setPassword = (code: string, newPassword: string): Promise<unknown> =>
  call('/auth/reset-password', { token: code, newPassword });

export const changePassword = (currentPassword: string, newPassword: string): Promise<unknown> =>
  call('/auth/change-password', { currentPassword, newPassword, revokeOtherSessions: true });

/** A one-time link that an administrator creates for a member. */
export interface NewLink {
  readonly member: MemberView;
  readonly code: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** Whether it was sent to the member by mail. */
  readonly mailed: boolean;
}

interface Invitation {
  readonly email: string;
  readonly name: string | undefined;
  readonly roleId: string;
}

export const invite = (invitation: Invitation): Promise<NewLink> => call('/console/invitations', invitation);

export const createLink = (userId: string): Promise<NewLink> =>
  call(`/console/members/${encodeURIComponent(userId)}/link`, {});

/** Lists the members who have not set a password yet. */
export const listInvited = (): Promise<{ readonly userIds: readonly string[] }> => call('/console/invited');

/** Lists what the member should know about their tokens. */
export const listNotices = (): Promise<{ readonly notices: readonly Notice[] }> => call('/console/notices');
