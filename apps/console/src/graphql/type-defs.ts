/** The schema. The names and shapes are those of the Interlynk API, as far as its clients know them. */
export const typeDefs = /* GraphQL */ `
  "What the token must be allowed to do, for a field to be selected."
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
    "The personal tokens of whoever asks."
    apiKeys: [ApiKey!]! @needs(permission: "manage_api_tokens")
    "The service tokens that whoever asks may see."
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
    "The token itself: in the answer that creates it, and nowhere else."
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
    "The token itself: in the answer that creates it, and nowhere else."
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
    "When it expires; left out or null: never, or with the token that asks."
    expiresAt: ISO8601DateTime
  }

  input ApiTokenUpdateInput {
    apiKeyId: Uuid!
    tokenName: String
    expiresAt: ISO8601DateTime
    "Any time that is not in the future revokes the token, for good."
    revokedAt: ISO8601DateTime
  }

  "By its id or by its value: one of the two."
  input ApiTokenDeleteInput {
    apiKeyId: Uuid
    token: String
  }

  input ServiceTokenCreateInput {
    tokenName: String!
    organizationRoleId: Uuid!
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
