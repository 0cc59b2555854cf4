import { TokenSettings } from './token-settings.tsx';
import { type User, users } from './users.ts';
// After the styles of the token pages, some of which it replaces.
import './page.css';

/** The page of the example: the log-in, then the token pages. */
export const SettingsPage = ({ user }: { readonly user: User | null }) => (
  <main>
    {user === null ? (
      <form method="post" action="/log-in">
        <h1>Log in</h1>
        {users.map(({ id, name }) => (
          <button key={id} type="submit" name="user" value={id}>
            {name}
          </button>
        ))}
      </form>
    ) : (
      <>
        <form method="post" action="/log-out">
          <h1>Settings</h1>
          {user.name}
          <button type="submit">Log out</button>
        </form>
        <TokenSettings userId={user.id} />
      </>
    )}
  </main>
);
