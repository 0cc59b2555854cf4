import { PersonalTokens } from '@lynk-auth/react';
import { messages } from '../messages.ts';
import { useTitle } from '../ui/use-title.ts';
import { useFilter } from './use-filter.ts';

export function PersonalTokensPage() {
  useTitle(messages.settings.securityTokens);
  return <PersonalTokens {...useFilter()} />;
}
