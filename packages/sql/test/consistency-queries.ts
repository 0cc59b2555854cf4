const entries = (actions: string) =>
  `(select count(*) from audit where token_id = tokens.id and action in (${actions}))`;
const secrets = (condition: string) =>
  `(select count(*) from secrets where token_number = tokens.number and ${condition})`;
const isSet = (column: string) => `(case when ${column} is null then 0 else 1 end)`;
const removals = `(select count(*) from audit where user_id = tokens.owner_id and action = 'remove_member')`;

/**
 * Queries that must return no rows, by the inconsistency of a partly applied command that they detect. They apply to
 * both databases, if each token is rotated and activated at most once and the change log was not pruned.
 */
export const consistencyQueries: Readonly<Record<string, string>> = {
  'a token without a secret': 'select id from tokens where number not in (select token_number from secrets)',
  'a secret without a token':
    'select token_number from secrets where token_number not in (select number from tokens)',
  'a token without its audit entry': `select id from tokens where 1 <> ${entries(`'issue_token'`)}`,
  'a token without its changes': `select id from tokens
    where ${entries(`'issue_token', 'rotate_token', 'retire_secrets', 'suspend_token', 'revoke_token'`)} <>
      (select count(*) from changes where token_id = tokens.id)`,
  'a revocation without its audit entry': `select id from tokens
    where ${isSet('revoked_at')} <> ${entries(`'revoke_token'`)} + ${removals}`,
  'a suspension without its audit entry': `select id from tokens
    where ${isSet('suspended_at')} <> ${entries(`'suspend_token'`)}`,
  'a rotation without its audit entry': `select id from tokens
    where ${secrets('true')} <> 1 + ${entries(`'rotate_token'`)}`,
  'an activation without its audit entry': `select id from tokens
    where ${secrets(`state = 'active'`)} <> 1 + ${entries(`'activate_secret'`)}`,
  'a retirement without an end of the old secret': `select id from tokens
    where ${entries(`'retire_secrets'`)} > 0 and ${secrets(`expires_at > (select max(at) from audit
      where token_id = tokens.id and action = 'retire_secrets')`)} > 0`,
  'a rotation without an end of the old secret': `select id from tokens
    where 1 <> ${secrets('expires_at is null')}`,
  'a member without an audit entry': `select user_id from members where user_id not in
    (select user_id from audit where action = 'add_member')`,
  'a removed member': `select user_id from members where user_id in
    (select user_id from audit where action = 'remove_member')`,
  'a removal without its change': `select user_id from audit where action = 'remove_member' and 2 <>
    (select count(*) from changes where changes.user_id = audit.user_id)`,
  'a live token without an owner': `select id from tokens where kind = 'personal' and revoked_at is null
    and member_number not in (select number from members)`,
  'an audit entry of a missing token': `select token_id from audit where token_id is not null
    and token_id not in (select id from tokens)`,
  'a gap in the change log': `select value from change_counter
    where value <> (select max(sequence) from changes)
      or value <> (select min(sequence) + count(*) - 1 from changes)`,
  'a change without a mark of its own': `select mark from changes group by mark having count(*) > 1 or mark = ''`,
};
