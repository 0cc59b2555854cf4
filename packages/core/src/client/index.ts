// What a client is made of: a transport that sends the token and retries, token providers, GraphQL results.
export { readEndpoint } from './endpoint/read-endpoint.ts';
export { documentText, type TypedDocument } from './graphql/document-text.ts';
export { isJsonType } from './graphql/is-json-type.ts';
export { isQueryDocument } from './graphql/is-query-document.ts';
export { isEndpoint, isQueryRequest, type SentRequest } from './graphql/is-query-request.ts';
export {
  type GraphQLResult,
  type ReadGraphQLResultOptions,
  readGraphQLResult,
} from './graphql/read-graphql-result.ts';
export { createTokenProvider, type TokenProviderOptions } from './provider/create-token-provider.ts';
export { type EnvironmentVariables, fromEnv } from './provider/from-env.ts';
export { type FromFileOptions, fromFile, type ReadFile } from './provider/from-file.ts';
export { readProviderToken } from './provider/read-provider-token.ts';
export type { TokenInput, TokenProvider, TokenRequest } from './provider/token-provider.ts';
export { readBody } from './response/read-body.ts';
export type { ResponseHeaders } from './response/read-header.ts';
export { readResponse } from './response/read-response.ts';
export { readTokenExpires } from './response/read-token-expires.ts';
export { retryAfterSeconds } from './response/retry-after-seconds.ts';
export { toNetworkError } from './response/to-network-error.ts';
export { allowInsecureTransport } from './transport/allow-insecure-transport.ts';
export { allowTokenInBrowser } from './transport/allow-token-in-browser.ts';
export type { TokenExpiring } from './transport/create-expiry-watch.ts';
export { createTransport } from './transport/create-transport.ts';
export { type TransportOptions, transportOptionNames } from './transport/read-transport-options.ts';
export type { Transport, TransportAttempt, TransportCall, TransportResponse } from './transport/transport.ts';
