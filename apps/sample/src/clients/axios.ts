import { createLynkAxios, fromEnv } from '@lynk-auth/axios';
import { isLynkError } from '@lynk-auth/core';
import { exampleSbom } from './example-sbom.ts';

const api = createLynkAxios({
  token: fromEnv(), // INTERLYNK_SECURITY_TOKEN
  endpoint: process.env['INTERLYNK_API_URL'],
});

const organization = await api.get('/organization');
console.log(`The token is of ${organization.data.name}.`);
const uploaded = await api.post('/sboms', exampleSbom);
console.log(`Uploaded ${uploaded.data.name} ${uploaded.data.version}.`);
const listed = await api.get('/sboms');
console.log(`Listed ${listed.data.sboms.length}.`);

try {
  await api.patch('/organization', { name: 'Ours' });
  console.log('Renamed the organization.');
} catch (error) {
  // Every failure of a call is one of a typed family; none of them holds the token.
  if (!isLynkError(error) || error.code !== 'forbidden') throw error;
  console.log(`May not rename it: the token lacks ${error.permissions.join(', ')}.`);
}
