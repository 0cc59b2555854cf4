import type { TokenOrder } from '@lynk-auth/authority';
import type { ReactNode } from 'react';
import { useLynkAuth } from '../provider/lynk-auth-context.ts';

interface ListHeadsProps {
  readonly order: TokenOrder;
  readonly onOrder: (order: TokenOrder) => void;
  /** Whether every token that can be selected is. */
  readonly isSelected: boolean;
  readonly onSelectAll: (isSelected: boolean) => void;
}

/** The heads of the columns. Three of them sort the list. */
export function ListHeads({ order, onOrder, isSelected, onSelectAll }: ListHeadsProps): ReactNode {
  const { t } = useLynkAuth();
  const head = (label: string, ascending: TokenOrder, descending?: TokenOrder) => {
    const sort = order === ascending ? 'ascending' : order === descending ? 'descending' : 'none';
    const next = sort === 'none' ? (descending ?? ascending) : sort === 'descending' ? ascending : descending;
    return (
      <th scope="col" aria-sort={sort}>
        <button type="button" className="lynk-head" onClick={() => onOrder(next ?? ascending)}>
          {label}
          <svg className="lynk-head-arrow" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d={sort === 'descending' ? 'M3 4.5l3 3 3-3' : 'M3 7.5l3-3 3 3'} />
          </svg>
        </button>
      </th>
    );
  };
  return (
    <thead className="lynk-heads">
      <tr>
        <td>
          <input
            type="checkbox"
            className="lynk-row-select"
            aria-label={t('list.selectAll')}
            checked={isSelected}
            onChange={(event) => onSelectAll(event.target.checked)}
          />
        </td>
        {head(t('list.head.name'), 'name')}
        <th scope="col">{t('token.state')}</th>
        <th scope="col">{t('token.can')}</th>
        {head(t('token.created'), 'oldest', 'newest')}
        <th scope="col">{t('token.lastUsed')}</th>
        {head(t('token.expires'), 'expires')}
      </tr>
    </thead>
  );
}
