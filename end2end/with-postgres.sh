#!/bin/sh
# Runs a command with a PostgreSQL server of its own, whose address is in ONEHALL_TEST_POSTGRES.
# The server lives in a temporary folder on a free port and is gone afterwards, also when the command fails.
set -eu
[ $# -gt 0 ] || { echo "usage: with-postgres.sh COMMAND..." >&2; exit 2; }

programs=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$programs" ] || programs=$(dirname "$(command -v initdb || true)")
if [ ! -x "$programs/initdb" ]; then
    echo "with-postgres: PostgreSQL is not installed: run end2end/setup.sh test" >&2
    exit 1
fi

room=$(mktemp -d "${TMPDIR:-/tmp}/onehall-postgres.XXXXXX")
if [ "$(id -u)" = 0 ]; then
    # The server refuses to be root.
    chown postgres "$room"
    as_owner() { runuser -u postgres -- "$@"; }
else
    as_owner() { "$@"; }
fi

started=""
clear_away() {
    status=$?
    trap - EXIT
    # pg_ctl stops the process whose id is in the folder, and no other.
    [ -z "$started" ] || as_owner "$programs/pg_ctl" -D "$room/data" -m immediate -w stop >/dev/null || true
    rm -rf "$room"
    exit "$status"
}
trap clear_away EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

cd "$room"
as_owner "$programs/initdb" -D "$room/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$room/initdb.log" ||
    { cat "$room/initdb.log" >&2; exit 1; }
port=$(node -e '
    const server = require("node:net").createServer();
    server.listen(0, "127.0.0.1", () => { console.log(server.address().port); server.close(); });
')
# What is thrown away need not survive a power cut.
as_owner "$programs/pg_ctl" -D "$room/data" -l "$room/data/server.log" -w start >/dev/null -o "-p $port \
    -c listen_addresses=127.0.0.1 -c unix_socket_directories=$room -c max_connections=300 \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off" ||
    { cat "$room/data/server.log" >&2; exit 1; }
started=yes
cd "$OLDPWD"

ONEHALL_TEST_POSTGRES="postgres://postgres@127.0.0.1:$port/postgres"
export ONEHALL_TEST_POSTGRES
"$@"
