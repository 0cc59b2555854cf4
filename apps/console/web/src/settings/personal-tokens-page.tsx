import { PersonalTokens } from '@lynk-auth/react';
import { messages } from '../messages.ts';
import { useTitle } from '../ui/use-title.ts';

export function PersonalTokensPage() {
  useTitle(messages.settings.securityTokens);
  return <PersonalTokens />;
}
