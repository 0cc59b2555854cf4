import type { SelfView } from '@lynk-auth/authority';
import { type ReactNode, useId } from 'react';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

interface PermissionFieldProps {
  readonly table: SelfView['permissionTable'];
  /** The most that it may do: the permissions of the role. */
  readonly most: readonly string[];
  /** What it may do, of those. */
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

/** Shows exactly what a token may and may not do, and takes permissions from it. */
export function PermissionField({ table, most, value, onChange }: PermissionFieldProps): ReactNode {
  const { t } = useLynkAuth();
  const id = useId();
  const keys = Object.keys(table);
  const may = keys.filter((key) => most.includes(key));
  const mayNot = keys.filter((key) => !most.includes(key));
  const toggle = (key: string, isChecked: boolean) =>
    onChange(isChecked ? [...value, key] : value.filter((each) => each !== key));
  return (
    <div className="lynk-permissions">
      <fieldset className="lynk-permissions-may">
        <legend className="lynk-label">
          {t('permissions.may')}{' '}
          <span className="lynk-count">
            {t('permissions.count', {
              count: may.filter((key) => value.includes(key)).length,
              total: keys.length,
            })}
          </span>
        </legend>
        <p className="lynk-hint">{t('permissions.may.hint')}</p>
        <ul className="lynk-permission-list">
          {may.map((key) => (
            <li key={key}>
              <label className="lynk-check" htmlFor={`${id}-${key}`}>
                <input
                  id={`${id}-${key}`}
                  type="checkbox"
                  checked={value.includes(key)}
                  onChange={(event) => toggle(key, event.target.checked)}
                />
                <span>{table[key]}</span>
              </label>
            </li>
          ))}
        </ul>
        {may.length === 0 && <p className="lynk-muted">{t('permissions.nothing')}</p>}
      </fieldset>
      <section aria-labelledby={`${id}-not`} className="lynk-permissions-not">
        <h3 id={`${id}-not`} className="lynk-label">
          {t('permissions.mayNot')}
        </h3>
        <ul className="lynk-permission-list">
          {mayNot.map((key) => (
            <li key={key} className="lynk-cross">
              {table[key]}
            </li>
          ))}
        </ul>
        {mayNot.length === 0 && <p className="lynk-muted">{t('permissions.nothing')}</p>}
      </section>
    </div>
  );
}
