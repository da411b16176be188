/**
 * What the database is given when it is made: a role for the application that owns its own schema, one for the
 * exporter (`pg_monitor`), one that may only read (Grafana). None is a superuser; passwords come from files.
 */
export function databaseRoles(database: string): ReadonlyMap<string, string> {
  const roles = `#!/bin/sh
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "${database}" <<'SQL'
SET log_min_error_statement = panic;
\\set app_password \`cat /run/secrets/database-app-password\`
\\set exporter_password \`cat /run/secrets/database-exporter-password\`
\\set reader_password \`cat /run/secrets/database-reader-password\`
SELECT count(*) > 0 AS has_timescaledb FROM pg_available_extensions WHERE name = 'timescaledb' \\gset
\\if :has_timescaledb
CREATE EXTENSION IF NOT EXISTS timescaledb;
\\endif
REVOKE ALL ON DATABASE ${database} FROM PUBLIC;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
CREATE ROLE quantflow_app LOGIN PASSWORD :'app_password';
CREATE ROLE quantflow_exporter LOGIN PASSWORD :'exporter_password' CONNECTION LIMIT 5;
CREATE ROLE quantflow_reader LOGIN PASSWORD :'reader_password' CONNECTION LIMIT 10;
GRANT CONNECT ON DATABASE ${database} TO quantflow_app, quantflow_exporter, quantflow_reader;
GRANT TEMPORARY ON DATABASE ${database} TO quantflow_app;
GRANT pg_monitor TO quantflow_exporter;
CREATE SCHEMA quantflow AUTHORIZATION quantflow_app;
GRANT USAGE ON SCHEMA quantflow TO quantflow_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE quantflow_app IN SCHEMA quantflow GRANT SELECT ON TABLES TO quantflow_reader;
SQL
`;
  return new Map([["10-roles.sh", roles]]);
}
