/** Every text of the dashboard. */
export const messages = {
  product: 'lynk-auth',
  loading: 'Loading …',
  retry: 'Try again',
  unreachable: 'The console cannot be reached.',
  unexpected: 'Something went wrong. Try again.',
  skipToContent: 'Skip to the content',

  logIn: {
    title: 'Log in',
    email: 'Email address',
    password: 'Password',
    submit: 'Log in',
    submitting: 'Logging in …',
    cookieLost:
      'Your browser did not keep the session. Open the console over https, or on this machine at localhost.',
    forgotten: 'Forgot your password?',
    forgottenHelp: 'An administrator creates a link for a new one. On the machine of the console, it is:',
  },

  password: {
    title: 'Set your password',
    forUser: (email: string) => `For ${email}`,
    label: 'New password',
    hint: 'At least 12 characters. A few random words are easy to remember and hard to guess.',
    tooShort: 'The password needs at least 12 characters.',
    show: 'Show',
    hide: 'Hide',
    showLabel: 'Show the password',
    submit: 'Set password and log in',
    submitting: 'Setting the password …',
    invalidTitle: 'This link is not valid',
    invalid: 'A link is valid once, for 24 hours. Create another one on the machine of the console:',
    toLogIn: 'Go to the log-in',
  },

  shell: {
    navigation: 'Main',
    settings: 'Settings',
    logOut: 'Log out',
    theme: { label: 'Theme', system: 'System', light: 'Light', dark: 'Dark' },
  },

  settings: {
    title: 'Settings',
    areas: 'Settings of',
    personal: 'Personal',
    organization: 'Organization',
    sections: 'Sections',
    account: 'Account',
  },

  account: {
    title: 'Account',
    identity: 'You are logged in as',
    changePassword: 'Change the password',
    current: 'Current password',
    changed: 'The password is changed. Every other session is logged out.',
    change: 'Change password',
    changing: 'Changing …',
    sessions: 'Sessions',
    sessionsHelp:
      'A session lasts seven days. Log out everywhere if you lost a device or left one logged in.',
    logOutEverywhere: 'Log out everywhere',
    loggingOut: 'Logging out …',
  },

  notFound: { title: 'There is no such page', back: 'Back to the start' },
};
