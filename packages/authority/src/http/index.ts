export {
  createManagementHandler,
  type ManagementHandlerOptions,
  type ManagementOptions,
} from './api/create-management-handler.ts';
export {
  createOpenApiDocument,
  type OpenApiDocument,
  type OpenApiOptions,
} from './api/create-open-api-document.ts';
export { statusOfReason } from './api/status-of-reason.ts';
export type { Connection, Handler } from './connection.ts';
export { type AuthorityHandlerOptions, createAuthorityHandler } from './create-authority-handler.ts';
export { createHealthHandler, type HealthHandlerOptions } from './create-health-handler.ts';
export {
  createIntrospectionHandler,
  type IntrospectionHandlerOptions,
} from './create-introspection-handler.ts';
export { createRevocationHandler } from './create-revocation-handler.ts';
export type { HandlerOptions, TokenHandlerOptions } from './read-http-options.ts';
export { type FastifyPlugin, toFastifyPlugin } from './to-fastify-plugin.ts';
export { type NodeHandler, toNodeHandler } from './to-node-handler.ts';
export type { IncomingRequest } from './to-request.ts';
