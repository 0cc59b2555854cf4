export const query = 'query { organization { id name } }';
export const mutation = 'mutation { sbomUpload(input: {}) { errors } }';

/** The response to both operations. */
export const good = { body: '{"data":{"organization":{"id":"o1","name":"Acme Corp"}}}' } as const;
export const goodData = { organization: { id: 'o1', name: 'Acme Corp' } } as const;
