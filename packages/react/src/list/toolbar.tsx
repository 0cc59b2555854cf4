import type { RoleView } from '@lynk-auth/authority';
import { type ReactNode, useId } from 'react';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';
import { type ListFilter, type ListView, listOrders } from './list-view.ts';

interface ToolbarProps {
  readonly view: ListView;
  readonly onChange: (view: ListView) => void;
  readonly filters: readonly ListFilter[];
  /** The roles to choose from, for service tokens. */
  readonly roles: readonly RoleView[] | undefined;
  readonly onFind: () => void;
}

/** Search, filters and order of the list. */
export function Toolbar({ view, onChange, filters, roles, onFind }: ToolbarProps): ReactNode {
  const { t } = useLynkAuth();
  const select = <Name extends 'filter' | 'order' | 'roleId'>(
    name: Name,
    label: string,
    options: readonly (readonly [value: ListView[Name], label: string])[],
  ) => (
    <Select
      label={label}
      value={view[name]}
      options={options}
      onChange={(value) => onChange({ ...view, [name]: value })}
    />
  );
  return (
    <search className="lynk-toolbar">
      <input
        type="search"
        className="lynk-input lynk-search"
        aria-label={t('list.search')}
        placeholder={t('list.search')}
        value={view.search}
        maxLength={100}
        onChange={(event) => onChange({ ...view, search: event.target.value })}
      />
      {select(
        'filter',
        t('list.filter'),
        filters.map((each) => [each, t(`filter.${each}`)] as const),
      )}
      {roles !== undefined &&
        select('roleId', t('filter.role'), [
          ['', t('filter.role.all')],
          ...roles.map(({ id, name }) => [id, name] as const),
        ])}
      <div className="lynk-order">
        {select(
          'order',
          t('list.sort'),
          listOrders.map((each) => [each, t(`sort.${each}`)] as const),
        )}
      </div>
      <button type="button" className="lynk-button lynk-button-quiet" onClick={onFind}>
        {t('list.which')}
      </button>
    </search>
  );
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
}

function Select({ label, value, options, onChange }: SelectProps): ReactNode {
  const id = useId();
  return (
    <div className="lynk-select">
      <label htmlFor={id} className="lynk-hidden">
        {label}
      </label>
      <select id={id} className="lynk-input" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map(([each, text]) => (
          <option key={each} value={each}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
