#!/bin/sh
# Dumps the database into /backup, proves that the dump can be read, and keeps the newest KEEP of them.
# From the environment: PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD; KEEP (default 14).
set -eu
name="${BACKUP_DIR:-/backup}/citywall-$(date -u +%Y%m%dT%H%M%SZ).dump"
pg_dump --format=custom --compress=6 --no-owner --file="$name.part"
pg_restore --list "$name.part" >/dev/null
mv "$name.part" "$name"
echo "written: $name ($(wc -c <"$name") bytes)"
# shellcheck disable=SC2012 # the names are ours: no spaces, and in the order of their time
ls -1 "${BACKUP_DIR:-/backup}"/citywall-*.dump | sort -r | tail -n "+$((${KEEP:-14} + 1))" | while read -r old; do
    rm -f "$old"
    echo "removed: $old"
done
