import { isListFilter, type TokenPageProps } from '@lynk-auth/react';
import { useSearchParams } from 'react-router';

/** Keeps the filter of a list of tokens in the query of the URL, so that a link can lead to it. */
export function useFilter(): Required<TokenPageProps> {
  const [query, setQuery] = useSearchParams();
  const shown = query.get('show');
  return {
    filter: isListFilter(shown) ? shown : 'all',
    onFilterChange: (filter) => setQuery(filter === 'all' ? {} : { show: filter }, { replace: true }),
  };
}
