import { buildPackage } from './build-package.ts';

/** For packages with one entry. */
export default buildPackage();
