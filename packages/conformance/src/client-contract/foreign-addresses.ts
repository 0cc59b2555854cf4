import type { Fixture } from './fixture.ts';

/** Addresses with another host, port or scheme, and addresses that only look like the endpoint's. */
export function foreignAddresses({ origins, endpoint }: Fixture): Readonly<Record<string, string>> {
  const { host, hostname, port } = new URL(endpoint);
  const { other, tls } = origins;
  const otherHost = new URL(other).host;
  return {
    'another port': `${other}/x`,
    'another scheme': `https://${host}/x`,
    'another scheme and port': `${tls}/x`,
    'another name of the same host': `http://localhost:${port}/x`,
    'a subdomain': `http://api.${hostname.replace('127.0.0.1', 'localhost')}:${port}/x`,
    'the host as a user name': `http://${host}@${otherHost}/x`,
    'the host as user name and password': `http://${hostname}:${port}@${otherHost}/x`,
    'a user name at the right host': `http://someone@${host}/x`,
    'a host with the right prefix': `http://${hostname}.example.com:${port}/x`,
    'two slashes': `//${otherHost}/x`,
    backslashes: `\\\\${otherHost}\\x`,
    'a slash and a backslash': `/\\${otherHost}/x`,
    'a backslash before a user name': `http://${otherHost}\\@${host}/x`,
    'a tab in the slashes': `/\t/${otherHost}/x`,
    'a trailing dot': `http://localhost.:${port}/x`,
    'full-width digits': `http://１２７.0.0.2:${port}/x`,
    'an international name': `http://ⓛocalhost:${port}/x`,
    'no http at all': 'data:application/json,{"data":{}}',
    'a file': 'file:///etc/hostname',
  };
}
