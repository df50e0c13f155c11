#!/usr/bin/env bash
# Measures what the README claims, on this machine, against a server of its own in a folder of its own.
#
# usage: api/load/measure.sh [10000|100000] [generator of projects, default ../shared/tools/generate_dbt_project.py]
#
# Needs: wrk, python3 (for the generator and to read JSON), curl. Prints one figure a line: name=value unit.
set -euo pipefail
cd "$(dirname "$0")/../.."
models=${1:-10000}
generator=${2:-../shared/tools/generate_dbt_project.py}
work=${DAB_LOAD_DIR:-$(mktemp -d)}
export DAB_HOME=$work/home DAB_PORT=${DAB_PORT:-8765}
export DAB_URL=http://127.0.0.1:$DAB_PORT
data=$work/data-$models
seconds=${SECONDS_PER_RUN:-8}
export RATE_LIMIT_ENABLED=false # what is measured is the server, not its limits

for tool in wrk python3 curl; do
  command -v $tool >/dev/null || { echo "measure.sh: $tool is missing" >&2; exit 2; }
done
[ -f "$data/manifest.json" ] || python3 "$generator" "$data" --models "$models" --columns 20 >/dev/null

now() { date +%s.%N; }
since() { python3 -c "import sys; print('%.1f' % (float(sys.argv[2]) - float(sys.argv[1])))" "$1" "$(now)"; }
field() { python3 -c "import json,sys; print(json.load(sys.stdin)$1)"; }
api() { curl -sS -H "X-API-Key: $DAB_API_KEY" "$@"; }
rss() { awk '/VmRSS/ {printf "%.0f", $2/1024}' "/proc/$1/status"; }
peak() { awk '/VmHWM/ {printf "%.0f", $2/1024}' "/proc/$1/status"; }
server() { field "['pid']" < "$DAB_HOME/server.json"; }
start() { local t; t=$(now); ./dab up --detach >/dev/null; echo "$1=$(since "$t") s"; }
ingest() {
  local t; t=$(now)
  ./dab --output json ingest dbt --manifest "$data/manifest.json" --catalog "$data/catalog.json" --run-results "$data/run_results.json" > "$work/job.json"
  echo "$1=$(since "$t") s ($(field "['status']" < "$work/job.json"), created $(field "['counts']['capsules_created']" < "$work/job.json"), unchanged $(field "['counts']['capsules_unchanged']" < "$work/job.json"))"
}
# Waits until Neo4j holds what was committed; Cypher answers 503 before.
written() {
  local t; t=$(now)
  until [ "$(api -o "$work/answer" -w '%{http_code}' -H 'Content-Type: application/json' \
      -d '{"language": "cypher", "query": "RETURN 1 AS one"}' "$DAB_URL/api/v1/graph/query")" = 200 ]; do sleep 0.2; done
  echo "$1=$(since "$t") s later"
}
# Waits until the machine is idle, two minutes at most: the copy for reports in SQL follows, and compilers end.
quiet() {
  local busy before after
  for _ in $(seq 120); do
    before=$(awk '/^cpu / {print $2+$3+$4+$6+$7+$8, $5}' /proc/stat); sleep 1
    after=$(awk '/^cpu / {print $2+$3+$4+$6+$7+$8, $5}' /proc/stat)
    busy=$(awk -v a="$before" -v b="$after" 'BEGIN {split(a, x); split(b, y); u = y[1] - x[1]; i = y[2] - x[2]; print int(100 * u / (u + i + 1))}')
    [ "$busy" -gt 10 ] || return 0
  done
}
load() { # name, path, connections
  echo "$1: $(TEMPLATE=$2 URNS=$data/urns.txt wrk -t1 -c"${3:-16}" -d"${seconds}s" -s api/load/requests.lua "$DAB_URL" | grep requests_per_second)"
}
export_time() {
  local t; t=$(now); api -o "$work/export" "$DAB_URL/api/v1/graph/export?format=$1"
  echo "export_$1=$(since "$t") s ($(wc -c < "$work/export") bytes)"
}

trap './dab down >/dev/null 2>&1 || true; [ -n "${DAB_LOAD_DIR:-}" ] || rm -rf "$work"' EXIT
echo "machine: $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f GiB", $2/1048576}' /proc/meminfo), $(date -u +%F), $models models x 20 columns"
./dab db --help >/dev/null # builds what is missing
start start_first # without the cache of loaded classes, if the server was built anew
for _ in $(seq 300); do
  [ -e api/target/server/start-cache.making ] || break
  sleep 1
done
./dab down >/dev/null
rm -rf "$DAB_HOME"
start start_empty
DAB_API_KEY=$(cat "$DAB_HOME/api-key"); export DAB_API_KEY
ingest ingest_first
echo "server_peak_rss=$(peak "$(server)") MiB at completed"
ingest ingest_unchanged_while_writing
written graph_written
echo "server_peak_rss=$(peak "$(server)") MiB when written"
quiet
ingest ingest_unchanged
export_time mermaid
export_time graphml
if [ "$models" -le 20000 ]; then
  load warm_up "/api/v1/capsules/{urn}/lineage?depth=5" 4 >/dev/null
  quiet
  load quiet_lineage "/api/v1/capsules/{urn}/lineage?depth=5" 4
  python3 "$generator" "$work/other" --models 10000 --columns 20 --seed 7 >/dev/null
  ./dab ingest dbt --manifest "$work/other/manifest.json" --catalog "$work/other/catalog.json" --project other >/dev/null &
  seconds=20 load lineage_while_ingesting "/api/v1/capsules/{urn}/lineage?depth=5" 4
  wait $!
  ./dab down >/dev/null
  start start_soon_after_an_ingest
  written graph_written_after_start
fi
./dab down >/dev/null
start start_full
echo "server_rss=$(rss "$(server)") MiB without the PostgreSQL processes, holding $(api "$DAB_URL/api/v1/capsules?limit=1" | field "['total']") capsules"
load warm_up "/api/v1/capsules/{urn}" >/dev/null
load health "/api/v1/health/live"
load capsule "/api/v1/capsules/{urn}"
load lineage_depth_5 "/api/v1/capsules/{urn}/lineage?depth=5"
load search "/api/v1/search?q={word}&limit=10"
load health_again "/api/v1/health/live"
echo "server_rss_after_load=$(rss "$(server)") MiB"
