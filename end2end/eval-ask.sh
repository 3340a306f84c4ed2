#!/bin/sh
# `make eval-ask`: how well questions find their items, in the demo city. Everyday names with their item's own held back, then
# questions in people's own words; each beside the simplest engine and what is possible.
set -eu
programs=${PROGRAMS:-target/release}

room=$(mktemp -d "${TMPDIR:-/tmp}/onehall-eval.XXXXXX")
trap 'rm -rf "$room"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
ONEHALL_DATABASE="sqlite://$room/onehall.db"
ONEHALL_FILES="$room/files"
export ONEHALL_DATABASE ONEHALL_FILES

"$programs/onehall" demo >"$room/demo.log" || { cat "$room/demo.log" >&2; exit 1; }
echo "== everyday names"
"$programs/onehall" eval ask
echo
echo "== questions"
"$programs/onehall" eval ask server/seed/ask/questions.jsonl
