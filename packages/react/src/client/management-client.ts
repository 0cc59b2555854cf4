import type {
  AuditFilter,
  AuditPage,
  DeleteRoleOptions,
  FoundMember,
  MemberInput,
  MemberUpdate,
  MemberView,
  OrganizationView,
  PersonalTokenInput,
  PolicyUpdate,
  Refusals,
  RetireOptions,
  RoleInput,
  RoleUpdate,
  RoleView,
  RotateOptions,
  SecretView,
  SelfView,
  ServiceTokenInput,
  TokenList,
  TokenListFilter,
  TokenUpdate,
  TokenView,
} from '@lynk-auth/authority';

/** A new token, or a token with a new secret. */
export interface IssuedSecret {
  readonly token: TokenView;
  /** The token itself, which no later response contains. Keep it out of caches, storage, URLs and logs. */
  readonly secret: string;
}

/**
 * The operations of the management API: those of `authority.as(actor)` for the signed-in user. A failure rejects with a
 * {@link ManagementError}.
 */
export interface ManagementClient {
  getSelf(): Promise<SelfView>;
  getOrganization(): Promise<{ readonly organization: OrganizationView }>;
  updatePolicy(update: PolicyUpdate): Promise<{ readonly organization: OrganizationView }>;

  listTokens(filter?: TokenListFilter): Promise<TokenList>;
  getToken(id: string): Promise<{ readonly token: TokenView }>;
  listSecrets(id: string): Promise<{ readonly secrets: readonly SecretView[] }>;
  listRefusals(id: string): Promise<{ readonly refusals: readonly Refusals[] }>;
  /** @param search The SHA-256 of the token, as 64 hexadecimal digits, so that no token is sent. */
  findToken(search: { readonly digest: string }): Promise<{ readonly token: TokenView }>;
  issuePersonalToken(input: PersonalTokenInput): Promise<IssuedSecret>;
  issueServiceToken(input: ServiceTokenInput): Promise<IssuedSecret>;
  rotateToken(id: string, options?: RotateOptions): Promise<IssuedSecret>;
  retireSecrets(
    id: string,
    options?: Pick<RetireOptions, 'newestCreatedAt'>,
  ): Promise<{ readonly token: TokenView }>;
  updateToken(id: string, update: TokenUpdate): Promise<{ readonly token: TokenView }>;
  revokeToken(id: string): Promise<{ readonly token: TokenView }>;
  suspendToken(id: string): Promise<{ readonly token: TokenView }>;
  resumeToken(id: string): Promise<{ readonly token: TokenView }>;
  deleteToken(id: string): Promise<object>;

  listRoles(): Promise<{ readonly roles: readonly RoleView[] }>;
  createRole(input: RoleInput): Promise<{ readonly role: RoleView }>;
  updateRole(id: string, update: RoleUpdate): Promise<{ readonly role: RoleView }>;
  deleteRole(
    id: string,
    options?: Pick<DeleteRoleOptions, 'successorRoleId'>,
  ): Promise<{ readonly role: RoleView }>;

  listMembers(): Promise<{ readonly members: readonly MemberView[] }>;
  getMember(userId: string): Promise<FoundMember>;
  addMember(input: MemberInput): Promise<{ readonly member: MemberView }>;
  updateMember(userId: string, update: MemberUpdate): Promise<{ readonly member: MemberView }>;
  suspendMember(userId: string): Promise<{ readonly member: MemberView }>;
  resumeMember(userId: string): Promise<{ readonly member: MemberView }>;
  removeMember(userId: string): Promise<{ readonly member: MemberView }>;

  listAudit(filter?: AuditFilter): Promise<AuditPage>;
}
