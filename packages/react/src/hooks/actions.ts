import { type Action, useAction } from './use-action.ts';

/** Returns the operation that creates a personal token for the signed-in user. */
export const useIssuePersonalToken = (): Action<'issuePersonalToken'> => useAction('issuePersonalToken');

/** Returns the operation that creates a service token. */
export const useIssueServiceToken = (): Action<'issueServiceToken'> => useAction('issueServiceToken');

/** Returns the operation that changes the name or the expiry of a token, or limits it. */
export const useUpdateToken = (): Action<'updateToken'> => useAction('updateToken');

/** Returns the operation that gives a token a new secret. */
export const useRotateToken = (): Action<'rotateToken'> => useAction('rotateToken');

/** Returns the operation that revokes a token, which is final. */
export const useRevokeToken = (): Action<'revokeToken'> => useAction('revokeToken');

/** Returns the operation that ends the older secrets of a token. */
export const useRetireSecrets = (): Action<'retireSecrets'> => useAction('retireSecrets');

/** Returns the operation that suspends a token. */
export const useSuspendToken = (): Action<'suspendToken'> => useAction('suspendToken');

/** Returns the operation that resumes a suspended token. */
export const useResumeToken = (): Action<'resumeToken'> => useAction('resumeToken');

/** Returns the operation that deletes a token that is revoked or has expired. */
export const useDeleteToken = (): Action<'deleteToken'> => useAction('deleteToken');

/** Returns the operation that finds a token by its digest. */
export const useFindToken = (): Action<'findToken'> => useAction('findToken');

/** Returns the operation that changes what the organization requires of its tokens. */
export const useUpdatePolicy = (): Action<'updatePolicy'> => useAction('updatePolicy');

/** Returns the operation that creates a role. */
export const useCreateRole = (): Action<'createRole'> => useAction('createRole');

/** Returns the operation that changes a role. */
export const useUpdateRole = (): Action<'updateRole'> => useAction('updateRole');

/** Returns the operation that deletes a role. */
export const useDeleteRole = (): Action<'deleteRole'> => useAction('deleteRole');

/** Returns the operation that adds a member. */
export const useAddMember = (): Action<'addMember'> => useAction('addMember');

/** Returns the operation that changes the role, the name or the email address of a member. */
export const useUpdateMember = (): Action<'updateMember'> => useAction('updateMember');

/** Returns the operation that suspends a member. */
export const useSuspendMember = (): Action<'suspendMember'> => useAction('suspendMember');

/** Returns the operation that resumes a suspended member. */
export const useResumeMember = (): Action<'resumeMember'> => useAction('resumeMember');

/** Returns the operation that removes a member and revokes their personal tokens. */
export const useRemoveMember = (): Action<'removeMember'> => useAction('removeMember');
