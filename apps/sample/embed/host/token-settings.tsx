import { LynkAuthProvider, PersonalTokens, ServiceTokens } from '@lynk-auth/react';
import '@lynk-auth/react/styles.css';

export function TokenSettings({ userId }: { userId: string }) {
  return (
    <LynkAuthProvider key={userId} endpoint="/manage/api">
      <PersonalTokens />
      <ServiceTokens />
    </LynkAuthProvider>
  );
}
