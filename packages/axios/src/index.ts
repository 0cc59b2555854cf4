export { isLynkError, type LynkError } from '@lynk-auth/core';
export {
  allowInsecureTransport,
  allowTokenInBrowser,
  fromEnv,
  fromFile,
  type TokenInput,
  type TokenProvider,
} from '@lynk-auth/core/client';
export { attachLynkAuth } from './attach-lynk-auth.ts';
export { createLynkAxios } from './create-lynk-axios.ts';
