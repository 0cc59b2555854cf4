export { createManagementClient, type ManagementClientOptions } from './client/create-management-client.ts';
export type { IssuedSecret, ManagementClient } from './client/management-client.ts';
export { isManagementError, ManagementError, type ManagementErrorReason } from './client/management-error.ts';
export { Dialog, type DialogProps } from './dialogs/dialog.tsx';
export { FirstCall, type FirstCallProps } from './dialogs/first-call.tsx';
export { IssueTokenDialog, type IssueTokenDialogProps } from './dialogs/issue-token-dialog.tsx';
export { ManageTokenDialog, type ManageTokenDialogProps } from './dialogs/manage-token-dialog.tsx';
export { RevokeDialog, type RevokeDialogProps } from './dialogs/revoke-dialog.tsx';
export { RotateDialog, type RotateDialogProps } from './dialogs/rotate-dialog.tsx';
export { Copyable, type CopyableProps } from './fields/copyable.tsx';
export type { Formatter } from './format/create-formatter.ts';
export { createSnippets, type Snippet, type SnippetOptions } from './format/create-snippets.ts';
export { hasRight } from './format/describe-token.ts';
export {
  useAddMember,
  useCreateRole,
  useDeleteRole,
  useDeleteToken,
  useFindToken,
  useIssuePersonalToken,
  useIssueServiceToken,
  useRemoveMember,
  useResumeMember,
  useResumeToken,
  useRetireSecrets,
  useRevokeToken,
  useRotateToken,
  useSuspendMember,
  useSuspendToken,
  useUpdateMember,
  useUpdatePolicy,
  useUpdateRole,
  useUpdateToken,
} from './hooks/actions.ts';
export type { Action } from './hooks/use-action.ts';
export { useAudit } from './hooks/use-audit.ts';
export { useMember } from './hooks/use-member.ts';
export { useMembers } from './hooks/use-members.ts';
export { useOrganization } from './hooks/use-organization.ts';
export type { ReadOptions } from './hooks/use-read.ts';
export { useRefusals } from './hooks/use-refusals.ts';
export { useRoles } from './hooks/use-roles.ts';
export { useSecrets } from './hooks/use-secrets.ts';
export { useSelf } from './hooks/use-self.ts';
export { useToken } from './hooks/use-token.ts';
export { type RiskCount, useTokenHealth } from './hooks/use-token-health.ts';
export { type LoadedTokens, useTokens } from './hooks/use-tokens.ts';
export { AllTokens } from './list/all-tokens.tsx';
export { isListFilter, type ListFilter, type TokenRisk, tokenRisks } from './list/list-view.ts';
export { PersonalTokens } from './list/personal-tokens.tsx';
export { ServiceTokens } from './list/service-tokens.tsx';
export type { TokenPageProps } from './list/token-page.tsx';
export type { MessageValues, Translate, TranslationKey } from './provider/create-translator.ts';
export { type LynkAuthContext, useLynkAuth } from './provider/lynk-auth-context.ts';
export { LynkAuthProvider, type LynkAuthProviderProps } from './provider/lynk-auth-provider.tsx';
export { type MessageKey, type Messages, messages } from './provider/messages.ts';
