import { createLynkAxios, fromEnv } from '@lynk-auth/axios';
import { isLynkError } from '@lynk-auth/core';
import { exampleSbom } from './example-sbom.ts';

const api = createLynkAxios({
  token: fromEnv(), // INTERLYNK_SECURITY_TOKEN
  endpoint: process.env['INTERLYNK_API_URL'],
});

const organization = await api.get('/organization');
console.log(`The token belongs to ${organization.data.name}.`);
const uploaded = await api.post('/sboms', exampleSbom);
console.log(`Uploaded ${uploaded.data.name} ${uploaded.data.version}.`);
const listed = await api.get('/sboms');
console.log(`SBOMs listed: ${listed.data.sboms.length}.`);

try {
  await api.patch('/organization', { name: 'Ours' });
  console.log('Renamed the organization.');
} catch (error) {
  // Every failed call throws a typed error. None of them contains the token.
  if (!isLynkError(error) || error.code !== 'forbidden') throw error;
  console.log(`Cannot rename the organization: the token lacks ${error.permissions.join(', ')}.`);
}
