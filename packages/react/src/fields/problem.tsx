import type { ReactNode } from 'react';
import type { ManagementError } from '../client/management-error.ts';
import type { Translate } from '../provider/create-translator.ts';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

/** Returns the sentence of a failure for a person. */
export const describeError = (t: Translate, { reason, message }: ManagementError): string =>
  reason === 'unauthorized' || reason === 'unavailable' || reason === 'unexpected'
    ? t(`error.${reason}`)
    : message;

/** Shows a failure, and reads it out. */
export function Problem({ error }: { readonly error: ManagementError | null }): ReactNode {
  const { t } = useLynkAuth();
  return (
    <div role="alert" className="lynk-problem">
      {error !== null && <p className="lynk-notice lynk-notice-danger">{describeError(t, error)}</p>}
    </div>
  );
}
