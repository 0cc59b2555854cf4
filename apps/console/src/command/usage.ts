/** The help of the token command. */
export const USAGE = `npm run token -- create --name NAME [--kind personal|service] [--expires 30d] [--role NAME] [--user EMAIL] [--json]
npm run token -- list [--kind personal|service] [--order oldest|newest|name|expires] [--json]
npm run token -- show ID [--json]
npm run token -- rotate ID [--overlap 24h] [--retire-on-first-use] [--expires 30d] [--json]
npm run token -- retire ID [--json]
npm run token -- suspend ID [--json]
npm run token -- resume ID [--json]
npm run token -- revoke ID [--json]
npm run token -- delete ID [--json]

  --name     The name of the token.
  --kind     personal (default): the token has the permissions of its user. service: it has a role of its own.
  --order    The order of the list: oldest first (default), newest first, by name, or the next to expire first.
  --expires  A duration such as 24h or 30d (default), a date such as 2030-01-31, or never. rotate keeps the expiry.
  --role     The role of a service token: Admin, Operator, Viewer, or a custom role.
  --user     The email address of the personal token's user. Defaults to the first member of the organization.
  --overlap  How long the old secret stays valid: a duration such as 30m or 24h (default), at most 30d, or 0.
  --retire-on-first-use
             Ends the old secret 15 minutes after the first use of the new one.
  --json     Writes JSON.

An ID may be shortened to its first characters, at least four.
Only the token is written to standard output. To use it in a shell:

  TOKEN=$(npm run -s token -- create --name ci)
`;
