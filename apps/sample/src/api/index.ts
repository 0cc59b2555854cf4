export type { ApiResponse } from './api-response.ts';
export { getOrganization } from './get-organization.ts';
export { listSboms } from './list-sboms.ts';
export { renameOrganization } from './rename-organization.ts';
export { uploadSbom } from './upload-sbom.ts';
