#!/usr/bin/env bash
# For BackupIT: backup-and-restore.sh PROGRAMS WORK PORT, with the scripts in WORK/scripts and the migrations in
# WORK/migrations (their order in WORK/order). A real PostgreSQL, dumped twice, restored into an empty database, and
# compared table by table. As root it goes on as nobody, because PostgreSQL refuses root.
set -euo pipefail
programs=$1 work=$2 port=$3
if [[ $(id -u) == 0 ]]; then
    chmod -R a+rX "$work"
    chown -R 65534:65534 "$work"
    exec setpriv --reuid=65534 --regid=65534 --clear-groups bash "$0" "$@"
fi
cd "$work"
export PATH="$programs:$PATH" PGHOST=127.0.0.1 PGPORT=$port PGUSER=citywall PGPASSWORD=unused BACKUP_DIR=$work/backup
mkdir backup
initdb -D data -U citywall -A trust >initdb.log
pg_ctl -D data -o "-p $port -k $work -c listen_addresses=127.0.0.1" -l server.log -w start >pg_ctl.log
trap 'pg_ctl -D data -m fast stop >>pg_ctl.log' EXIT
psql -q -d postgres -c 'CREATE DATABASE citywall' -c 'CREATE DATABASE second'
export PGDATABASE=citywall
while read -r file; do
    psql -q -v ON_ERROR_STOP=1 -f "migrations/$file" >>psql.log
done <order
psql -q -v ON_ERROR_STOP=1 -c 'CREATE TABLE flyway_schema_history (installed_rank int)' \
    -c 'INSERT INTO flyway_schema_history SELECT generate_series(1, 20)' \
    -c "CREATE TABLE words (id int PRIMARY KEY, word text)" \
    -c "INSERT INTO words SELECT n, '火警 ' || n FROM generate_series(1, 10000) AS n"

KEEP=1 sh scripts/backup.sh
sleep 1.1 # dumps are told apart by the second
KEEP=1 sh scripts/backup.sh
echo "kept: $(find backup -name '*.dump' | wc -l)"
if sh scripts/restore.sh newest; then echo "destroyed"; else echo "refused"; fi
PGDATABASE=second sh scripts/restore.sh newest

sums() {
    psql -tA -d "$1" -c "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1" | while read -r table; do
        psql -tA -d "$1" -c "SELECT '$table', count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM \"$table\" AS t"
    done
}
sums citywall >before
sums second >after
cmp before after
echo "same: $(wc -l <after) tables"
