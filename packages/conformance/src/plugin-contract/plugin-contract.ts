// The contract of framework plugins: cases by concern, and the requests that they send.
import { addressCases } from './address-cases.ts';
import { authorizationCases } from './authorization-cases.ts';
import { bodyCases } from './body-cases.ts';
import { formatCases, formatFunctionCases } from './format-cases.ts';
import { methodCases } from './method-cases.ts';
import { optionCases } from './option-cases.ts';
import { permissionCases } from './permission-cases.ts';
import { placeCases } from './place-cases.ts';
import { errorFormats, type PluginCase, type PluginUnderTest } from './plugin-under-test.ts';
import { principalCases } from './principal-cases.ts';
import { uploadCases } from './upload-cases.ts';
import { verifierCases } from './verifier-cases.ts';

/**
 * The behavior that every plugin must have, as cases for any test runner. They run on Node and connect over sockets,
 * so the plugin can run on any runtime.
 *
 * @example
 * ```ts
 * import { pluginContract, type PluginUnderTest } from '@lynk-auth/conformance';
 * import { it } from 'vitest';
 *
 * declare const startMyApp: PluginUnderTest['start'];
 *
 * for (const { name, run } of pluginContract) {
 *   it(name, () => run({ start: startMyApp }));
 * }
 * ```
 */
export const pluginContract: readonly PluginCase[] = Object.freeze([
  ...authorizationCases,
  ...principalCases,
  ...permissionCases,
  ...verifierCases,
  ...addressCases,
  ...placeCases,
  ...bodyCases,
  ...uploadCases,
  ...methodCases,
  ...formatCases,
]);

/** Cases whose responses take a way of their own through a framework. */
const decisiveCases: readonly PluginCase[] = [...permissionCases, ...bodyCases, ...methodCases];

/**
 * How every plugin must read valid and invalid options, and the decisive cases with each error format. The plugin must
 * be able to start in this process.
 */
export const pluginOptionContract: readonly PluginCase[] = Object.freeze([
  ...optionCases,
  ...formatFunctionCases,
  ...errorFormats
    .filter((errorFormat) => errorFormat !== 'graphql')
    .flatMap((errorFormat) =>
      decisiveCases.map(({ name, run }) => ({
        name: `${name}, with the error format ${errorFormat}`,
        run: (plugin: PluginUnderTest) => run({ ...plugin, errorFormat }),
      })),
    ),
]);
