import { authorizationCorpus, tokenCorpus } from '@lynk-auth/conformance';
import { digestToken } from '@lynk-auth/verifier';

const ofKind = (kind: string) => {
  const row = tokenCorpus.issued.find((issued) => issued.kind === kind);
  if (row === undefined) throw new Error(`The corpus has no ${kind} token.`);
  return { token: row.token, body: row.body, digests: [digestToken(row.token)], sha256: row.sha256 };
};

/** The tokens to look up, each with its digests. */
export const personal = ofKind('personal');
export const service = ofKind('service');

/** A token of the service that calls the remote server. */
export const ownToken = authorizationCorpus.unknown_token;
