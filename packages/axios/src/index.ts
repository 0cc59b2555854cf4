export {
  allowInsecureTransport,
  allowTokenInBrowser,
  fromEnv,
  fromFile,
  type TokenProvider,
} from '@lynk-auth/core';
export { attachLynkAuth } from './attach-lynk-auth.ts';
export { createLynkAxios } from './create-lynk-axios.ts';
