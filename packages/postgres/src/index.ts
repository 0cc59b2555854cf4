export { launchPostgres, type Postgres } from './launch-postgres.ts';
