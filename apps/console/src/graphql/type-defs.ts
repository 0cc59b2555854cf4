/** The schema. Its names and shapes are those of the Interlynk API that clients use. */
export const typeDefs = /* GraphQL */ `
  "The permission that a token needs to select the field."
  directive @needs(permission: String!) on FIELD_DEFINITION

  scalar Uuid
  scalar ISO8601DateTime

  type Query {
    "The organization to which the token belongs."
    organization: Organization! @needs(permission: "view_organization")
  }

  type Organization {
    id: Uuid!
    name: String!
    email: String
    url: String
    status: String
    tier: String
    updatedAt: ISO8601DateTime!
    organizationRoles: [OrganizationRole!]!
    users: [OrganizationUser!]! @needs(permission: "view_users")
    "The personal tokens of the caller."
    apiKeys: [ApiKey!]! @needs(permission: "manage_api_tokens")
    "The service tokens that the caller may see."
    serviceTokens: [ServiceToken!]! @needs(permission: "manage_api_tokens")
  }

  type OrganizationRole {
    id: Uuid!
    name: String!
    permissions: [String!]!
  }

  type OrganizationUser {
    id: Uuid!
    name: String!
    email: String!
    role: OrganizationRole!
  }

  "A personal token."
  type ApiKey {
    id: Uuid!
    "The token itself. Only the response that creates the token contains it."
    rawToken: String
    tokenMask: String!
    tokenName: String!
    revoked: Boolean!
    expired: Boolean!
    createdAt: ISO8601DateTime!
    updatedAt: ISO8601DateTime!
    revokedAt: ISO8601DateTime
    expiresAt: ISO8601DateTime
  }

  type ServiceToken {
    id: Uuid!
    "The token itself. Only the response that creates the token contains it."
    rawToken: String
    tokenMask: String!
    tokenName: String!
    role: OrganizationRole
    revoked: Boolean!
    expired: Boolean!
    createdAt: ISO8601DateTime!
    updatedAt: ISO8601DateTime!
    revokedAt: ISO8601DateTime
    expiresAt: ISO8601DateTime
  }

  type Mutation {
    apiTokenCreate(input: ApiTokenCreateInput!): ApiTokenCreatePayload!
      @needs(permission: "manage_api_tokens")
    apiTokenUpdate(input: ApiTokenUpdateInput!): ApiTokenUpdatePayload!
      @needs(permission: "manage_api_tokens")
    apiTokenDelete(input: ApiTokenDeleteInput!): ApiTokenDeletePayload!
      @needs(permission: "manage_api_tokens")
    serviceTokenCreate(input: ServiceTokenCreateInput!): ServiceTokenCreatePayload!
      @needs(permission: "manage_api_tokens")
  }

  input ApiTokenCreateInput {
    tokenName: String
    "By default 30 days from now, or the expiry of the caller's token if that is earlier. Never, if it is null."
    expiresAt: ISO8601DateTime
  }

  input ApiTokenUpdateInput {
    apiKeyId: Uuid!
    tokenName: String
    expiresAt: ISO8601DateTime
    "Revokes the token permanently. Must not be in the future."
    revokedAt: ISO8601DateTime
  }

  "Either the id or the token itself."
  input ApiTokenDeleteInput {
    apiKeyId: Uuid
    token: String
  }

  input ServiceTokenCreateInput {
    tokenName: String!
    organizationRoleId: Uuid!
    "By default 30 days from now, or the expiry of the caller's token if that is earlier. Never, if it is null."
    expiresAt: ISO8601DateTime
  }

  type ApiTokenCreatePayload {
    apiKey: ApiKey
    errors: [String!]!
  }

  type ApiTokenUpdatePayload {
    apiKey: ApiKey
    errors: [String!]!
  }

  type ApiTokenDeletePayload {
    errors: [String!]!
  }

  type ServiceTokenCreatePayload {
    serviceToken: ServiceToken
    errors: [String!]!
  }
`;
