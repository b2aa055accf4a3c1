#!/bin/sh
# Puts a dump back: restore.sh FILE (or "newest"). The database must be empty; nothing is dropped here, so that a wrong
# address can destroy nothing. All of it or nothing. Stop the gateways first (k8s/README.md).
set -eu
dir="${BACKUP_DIR:-/backup}"
file="${1:?name a dump, or newest}"
if [ "$file" = newest ]; then
    file=$(find "$dir" -name 'citywall-*.dump' | sort | tail -n 1)
fi
[ -f "$file" ] || { echo "there is no dump $file" >&2; exit 1; }
tables=$(psql --no-psqlrc --tuples-only --no-align --command \
    "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")
if [ "$tables" != 0 ]; then
    echo "the database has $tables tables: make a new, empty one and name it in PGDATABASE" >&2
    exit 1
fi
pg_restore --exit-on-error --single-transaction --no-owner --dbname="${PGDATABASE:?}" "$file"
psql --no-psqlrc --tuples-only --no-align --command \
    "SELECT 'restored, version of the tables: ' || max(installed_rank) FROM flyway_schema_history"
