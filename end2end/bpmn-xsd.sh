#!/bin/sh
# `make bpmn`: whether what is written as BPMN is valid by the schema of the OMG, which comes with the PyPI package
# SpiffWorkflow. The processes of the seed, and 200 made by chance. Needs xmllint (Debian: libxml2-utils).
set -eu
command -v xmllint >/dev/null || { echo "xmllint is missing: apt-get install libxml2-utils" >&2; exit 1; }

room=$(mktemp -d "${TMPDIR:-/tmp}/onehall-bpmn.XXXXXX")
trap 'rm -rf "$room"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --no-deps 'SpiffWorkflow==3.2.0'
schema=$(find "$room/venv" -name BPMN20.xsd | head -n 1)

mkdir "$room/models"
cp server/seed/processes/*.json app/schema/fixtures/process-simple.json "$room/models"
cargo run --quiet -p schema --features bpmn --example bpmn -- export "$room"/models/*.json
cargo test --quiet -p schema --features bpmn --lib bpmn::tests::drawing::every_reference -- --nocapture >"$room/heard"
awk -v room="$room/models" '
    /^<\?xml/ { close(file); file = room "/random-" (++n) ".bpmn"; open = 1 }
    open { print > file }
    /^<\/bpmn:definitions>/ { open = 0 }
' "$room/heard"

count=$(find "$room/models" -name '*.bpmn' | wc -l)
[ "$count" -ge 200 ] || { echo "only $count models were written" >&2; exit 1; }
find "$room/models" -name '*.bpmn' -exec xmllint --nonet --noout --schema "$schema" {} + 2>"$room/log" ||
    { grep -v ' validates$' "$room/log" >&2; exit 1; }
echo "$count models are valid BPMN 2.0"
