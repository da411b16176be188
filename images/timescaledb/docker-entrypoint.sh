#!/bin/sh
# The protocol of docker-library/postgres as far as QuantFlow uses it: POSTGRES_USER, POSTGRES_DB,
# POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE, POSTGRES_INITDB_ARGS, PGDATA and /docker-entrypoint-initdb.d.
# It runs as the user it is started as, and writes to nothing but PGDATA, /tmp and /var/run/postgresql.
set -eu

case "${1:-postgres}" in
  -*) set -- postgres "$@" ;;
esac
if [ "${1:-postgres}" != postgres ]; then exec "$@"; fi

fail() {
  echo "docker-entrypoint: $1" >&2
  exit 1
}

password() {
  if [ -n "${POSTGRES_PASSWORD_FILE:-}" ]; then
    [ -r "$POSTGRES_PASSWORD_FILE" ] || fail "POSTGRES_PASSWORD_FILE is $POSTGRES_PASSWORD_FILE, which cannot be read"
    cat "$POSTGRES_PASSWORD_FILE"
  else
    [ -n "${POSTGRES_PASSWORD:-}" ] || fail "neither POSTGRES_PASSWORD_FILE nor POSTGRES_PASSWORD is set"
    printf '%s' "$POSTGRES_PASSWORD"
  fi
}

run_scripts() {
  for file in /docker-entrypoint-initdb.d/*; do
    case "$file" in
      *.sh) echo "docker-entrypoint: running $file"; if [ -x "$file" ]; then "$file"; else . "$file"; fi ;;
      *.sql) echo "docker-entrypoint: running $file"; psql -v ON_ERROR_STOP=1 --no-password --no-psqlrc --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --file "$file" ;;
    esac
  done
}

# The database is made beside its place and moved there when its scripts have run. So a first start that was
# interrupted leaves nothing that counts, and a directory that holds a database is never touched.
initialize() {
  rm -rf "$staging"
  mkdir -m 0700 "$staging"
  secret=$(mktemp /tmp/password.XXXXXX)
  trap 'rm -f "$secret"' EXIT
  password > "$secret"
  # shellcheck disable=SC2086 # POSTGRES_INITDB_ARGS is a list.
  initdb --pgdata="$staging" --username="$POSTGRES_USER" --pwfile="$secret" --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 ${POSTGRES_INITDB_ARGS:-}
  rm -f "$secret"
  trap - EXIT
  printf '\nhost all all all scram-sha-256\n' >> "$staging/pg_hba.conf"
  # Nobody outside reaches the server before its scripts have run.
  pg_ctl -D "$staging" -o "-c listen_addresses='' -c unix_socket_directories=/var/run/postgresql" -w start
  if [ "$POSTGRES_DB" != postgres ]; then
    printf 'CREATE DATABASE :"name";\n' | psql -v ON_ERROR_STOP=1 -v name="$POSTGRES_DB" --username "$POSTGRES_USER" --dbname postgres
  fi
  run_scripts
  pg_ctl -D "$staging" -m fast -w stop
  touch "$staging/.complete"
}

# PG_VERSION goes last: it is what makes the directory a database.
put_in_place() {
  for entry in "$staging"/*; do
    [ "$entry" = "$staging/PG_VERSION" ] || mv "$entry" "$PGDATA/"
  done
  mv "$staging/PG_VERSION" "$PGDATA/"
  rm -rf "$staging"
}

export PGDATA="${PGDATA:-/var/lib/postgresql/data}" PGHOST=/var/run/postgresql
POSTGRES_USER="${POSTGRES_USER:-postgres}"
POSTGRES_DB="${POSTGRES_DB:-$POSTGRES_USER}"
export POSTGRES_USER POSTGRES_DB
staging="$PGDATA/.initializing"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  # PGDATA may be a folder inside the volume, which nobody has made yet.
  mkdir -p "$PGDATA"
  chmod 0700 "$PGDATA" || fail "$PGDATA belongs to $(stat -c %u:%g "$PGDATA"), not to $(id -u):$(id -g)"
  # Not `[ … ] || initialize`: a shell ignores failures inside the right-hand side, and half a database would count.
  if [ ! -e "$staging/.complete" ]; then initialize; fi
  put_in_place
fi
unset PGHOST POSTGRES_PASSWORD
[ "$#" -eq 0 ] || shift
exec postgres -c listen_addresses='*' -c unix_socket_directories=/var/run/postgresql "$@"
