import { bundleTypes } from '../../.config/build-package.ts';
import { entries } from './rolldown.config.ts';

/** rolldown creates the code. */
export default bundleTypes(entries);
