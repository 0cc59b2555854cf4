import { StartError } from '../start-error.ts';

/** The beginning of a UUID, with the ellipsis that shows that it was shortened. */
const BEGINNING = /^([0-9a-f][0-9a-f-]{3,35})(?:…|\.{3})?$/i;

/**
 * Finds a token by its id, or by the beginning of its id.
 *
 * @param tokens All tokens of the organization.
 * @param text The id, or at least its first four characters.
 * @throws {StartError} if no token has such an id, or several have.
 */
export function findToken<Token extends { readonly id: string }>(
  tokens: readonly Token[],
  text: string,
): Token {
  const beginning = BEGINNING.exec(text)?.[1]?.toLowerCase();
  if (beginning === undefined) {
    throw new StartError(
      'This is not the id of a token, or at least its first four characters. List the ids with: npm run token -- list',
    );
  }
  const [found, ...others] = tokens.filter(({ id }) => id.startsWith(beginning));
  if (found === undefined)
    throw new StartError('No token has this id. List the ids with: npm run token -- list');
  if (others.length > 0)
    throw new StartError(`The ids of ${others.length + 1} tokens begin like this. Add more characters.`);
  return found;
}
