import { createRedactor, lynk, type Redactor, type TokenFormat } from '@lynk-auth/core';

/** Creates the redactor of what a verifier reports: it masks tokens in the format of the host, and in the default one. */
export const createEventRedactor = (format: TokenFormat): Redactor =>
  createRedactor({ formats: format === lynk ? [lynk] : [lynk, format] });
