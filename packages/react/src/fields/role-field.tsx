import type { SelfView } from '@lynk-auth/authority';
import { type ReactNode, useId } from 'react';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import type { SuggestedRole } from './suggest-role.ts';

/** The role of a new service token, and what it may do of that. */
export interface RoleChoice {
  readonly roleId: string;
  readonly permissions: readonly string[];
  /** Whether it is the suggestion. */
  readonly suggested: boolean;
}

interface RoleFieldProps {
  readonly self: SelfView;
  readonly suggestion: SuggestedRole | null;
  readonly value: RoleChoice | null;
  readonly onChange: (value: RoleChoice) => void;
  readonly showProblem: boolean;
}

/** Chooses the role of a service token. */
export function RoleField({ self, suggestion, value, onChange, showProblem }: RoleFieldProps): ReactNode {
  const { t } = useLynkAuth();
  const id = useId();
  const roles = [...self.grantableRoles].sort(
    (one, other) => one.permissions.length - other.permissions.length,
  );
  return (
    <fieldset className="lynk-field" aria-describedby={`${id}-hint`}>
      <legend className="lynk-label">{t('role.label')}</legend>
      <p id={`${id}-hint`} className="lynk-hint">
        {t('role.hint')}
      </p>
      <div className="lynk-cards">
        {suggestion !== null && (
          <label className="lynk-card">
            <input
              type="radio"
              name={id}
              checked={value?.suggested === true}
              onChange={() =>
                onChange({ roleId: suggestion.role.id, permissions: suggestion.permissions, suggested: true })
              }
            />
            <span className="lynk-card-title">
              {t('role.suggested')}{' '}
              <span className="lynk-badge lynk-badge-accent">{t('role.suggested.badge')}</span>
            </span>
            <span className="lynk-hint">{t('role.suggested.hint')}</span>
          </label>
        )}
        {roles.map((role) => (
          <label key={role.id} className="lynk-card">
            <input
              type="radio"
              name={id}
              checked={value?.suggested === false && value.roleId === role.id}
              onChange={() => onChange({ roleId: role.id, permissions: role.permissions, suggested: false })}
            />
            <span className="lynk-card-title">{role.name}</span>
            <span className="lynk-hint">{t('role.permissions', { count: role.permissions.length })}</span>
          </label>
        ))}
      </div>
      {roles.length === 0 && <p className="lynk-notice lynk-notice-warning">{t('role.none')}</p>}
      {showProblem && value === null && roles.length > 0 && (
        <p role="alert" className="lynk-error">
          {t('role.missing')}
        </p>
      )}
    </fieldset>
  );
}
