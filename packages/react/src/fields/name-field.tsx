import { type ReactNode, useId } from 'react';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

interface NameFieldProps {
  readonly kind: 'personal' | 'service';
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The name of a token. */
export function NameField({ kind, value, onChange }: NameFieldProps): ReactNode {
  const { t } = useLynkAuth();
  const id = useId();
  return (
    <div className="lynk-field">
      <label htmlFor={id} className="lynk-label">
        {t('issue.name')}
      </label>
      <p id={`${id}-hint`} className="lynk-hint">
        {t('issue.name.hint')}
      </p>
      <input
        id={id}
        className="lynk-input"
        aria-describedby={`${id}-hint`}
        placeholder={t(kind === 'personal' ? 'issue.name.personal' : 'issue.name.service')}
        value={value}
        maxLength={200}
        required
        autoComplete="off"
        data-lynk-focus
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
