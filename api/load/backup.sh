#!/usr/bin/env bash
# Measures backup, check, reset and restore, on this machine, with servers of its own in a folder of its own.
#
# usage: api/load/backup.sh [models, default 10000] [generator of projects, default ../shared/tools/generate_dbt_project.py]
#
# Needs: python3 (for the generator and to read JSON), curl, cmp, unzip. Prints one figure a line: name=value unit. Fails if what is
# restored is not what was backed up.
set -euo pipefail
cd "$(dirname "$0")/../.."
models=${1:-10000}
generator=${2:-../shared/tools/generate_dbt_project.py}
work=${DAB_LOAD_DIR:-$(mktemp -d)}
export DAB_HOME=$work/first DAB_PORT=${DAB_PORT:-8766} RATE_LIMIT_ENABLED=false
data=$work/data-$models
archive=$work/backup.zip

[ -f "$data/manifest.json" ] || python3 "$generator" "$data" --models "$models" --columns 20 >/dev/null

now() { date +%s.%N; }
timed() { # name, command
  local name=$1 t; shift; t=$(now); "$@" >/dev/null
  echo "$name=$(python3 -c "import sys; print('%.1f' % (float(sys.argv[2]) - float(sys.argv[1])))" "$t" "$(now)") s"
}
peak() { awk '/VmHWM/ {printf "%.0f", $2/1024}' "/proc/$(python3 -c "import json; print(json.load(open('$DAB_HOME/server.json'))['pid'])")/status"; }
graph() { # file
  curl -sS -H "X-API-Key: $(cat "$DAB_HOME/api-key")" -o "$1" \
    "http://127.0.0.1:$DAB_PORT/api/v1/graph/export?format=json&include_columns=true&include_tags=true&include_data_products=true"
  sed -i 's/"revision":[0-9]*//' "$1"
}
written() { # a query waits until Neo4j holds everything
  until ./dab graph query "RETURN 1" >/dev/null 2>&1; do sleep 1; done
}
ingest() { ./dab ingest dbt --manifest "$data/manifest.json" --catalog "$data/catalog.json" --run-results "$data/run_results.json"; }

trap './dab down >/dev/null 2>&1 || true; [ -n "${DAB_LOAD_DIR:-}" ] || rm -rf "$work"' EXIT
echo "machine: $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f GiB", $2/1048576}' /proc/meminfo), $(date -u +%F), $models models x 20 columns"
./dab up --detach >/dev/null
timed ingest ingest
written
graph "$work/before.json"
timed backup ./dab backup --to "$archive"
echo "archive=$(stat -c %s "$archive") bytes, unpacked $(unzip -l "$archive" | awk 'END {print $1}') bytes"
timed verify ./dab backup verify "$archive"
timed reset_lineage ./dab reset --lineage --yes
timed reset_lineage_written written
timed restore_over_it ./dab restore --from "$archive" --yes
timed restore_over_it_written written
graph "$work/over.json"
timed reset_all ./dab reset --all --yes
timed reset_all_written written
echo "first_server_peak_rss=$(peak) MiB"
./dab down >/dev/null
export DAB_HOME=$work/second
./dab up --detach >/dev/null
timed restore_into_empty ./dab restore --from "$archive" --yes
timed restore_into_empty_written written
echo "second_server_peak_rss=$(peak) MiB"
graph "$work/after.json"
cmp "$work/before.json" "$work/after.json"
python3 - "$work/before.json" "$work/over.json" <<'PYTHON'
import json, sys
before, over = (json.load(open(name)) for name in sys.argv[1:])
key = lambda item: json.dumps(item, sort_keys=True)
for part in ("nodes", "edges"):
    assert sorted(map(key, before[part])) == sorted(map(key, over[part])), part + " differ after the restore"
    print("%s=%d, the same before and after" % (part, len(before[part])))
PYTHON
