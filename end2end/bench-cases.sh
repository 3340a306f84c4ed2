#!/bin/sh
# `make bench`, the part with many cases: ten thousand are made as the hall makes them, measured, copied a hundred times
# and measured again; on SQLite with the search, then on PostgreSQL. Run by with-postgres.sh, with the programs built.
set -eu
: "${ONEHALL_TEST_POSTGRES:?run by end2end/with-postgres.sh}"
cases=${CASES:-10000}
times=${TIMES:-100}
programs=${PROGRAMS:-target/release}

room=$(mktemp -d "${TMPDIR:-/tmp}/onehall-bench.XXXXXX")
trap 'rm -rf "$room"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
ONEHALL_FILES="$room/files"
export ONEHALL_FILES

missed=0
measure() {
    echo "== $1"
    ONEHALL_DATABASE="$2"
    export ONEHALL_DATABASE
    "$programs/onehall" demo --cases "$cases" --days 365 >"$room/demo.log" || { cat "$room/demo.log" >&2; exit 1; }
    "$programs/examples/bench" --times "$times" --items "$3" || missed=1
}
measure SQLite "sqlite://$room/onehall.db" 100000
rm -f "$room"/onehall.db*
measure PostgreSQL "$ONEHALL_TEST_POSTGRES" 0
exit "$missed"
