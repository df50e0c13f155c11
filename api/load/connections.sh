#!/usr/bin/env bash
# Loads a server of its own, in a folder of its own, over many connections for minutes: which statuses were answered, and how its
# resident memory goes. Limits of calls are on, so some answers are 429.
#
# usage: api/load/connections.sh [connections, default 500] [seconds, default 300] [models, default 10000] \
#          [generator of projects, default ../shared/tools/generate_dbt_project.py]
#
# Needs: wrk, python3 (for the generator), curl, jq. Fails if anything but 200 and 429 was answered, or a connection failed.
set -euo pipefail
cd "$(dirname "$0")/../.."
connections=${1:-500} seconds=${2:-300} models=${3:-10000}
generator=${4:-../shared/tools/generate_dbt_project.py}
work=${DAB_LOAD_DIR:-$(mktemp -d)}
export DAB_HOME=$work/home DAB_PORT=${DAB_PORT:-8767}
export DAB_URL=http://127.0.0.1:$DAB_PORT RATE_LIMIT_DEFAULT=${RATE_LIMIT_DEFAULT:-50000/minute}
data=$work/data-$models

for tool in wrk python3 curl jq; do
  command -v $tool >/dev/null || { echo "connections.sh: $tool is missing" >&2; exit 2; }
done
[ -f "$data/manifest.json" ] || python3 "$generator" "$data" --models "$models" --columns 20 >/dev/null
trap './dab down >/dev/null 2>&1 || true; [ -n "${DAB_LOAD_DIR:-}" ] || rm -rf "$work"' EXIT
echo "machine: $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f GiB", $2/1048576}' /proc/meminfo), $(date -u +%F), $models models x 20 columns"
./dab up --detach >/dev/null
DAB_API_KEY=$(cat "$DAB_HOME/api-key"); export DAB_API_KEY
./dab ingest dbt --manifest "$data/manifest.json" --catalog "$data/catalog.json" >/dev/null
until ./dab graph query "RETURN 1" >/dev/null 2>&1; do sleep 1; done
sleep 30 # the copy for reports in SQL follows
pid=$(jq .pid "$DAB_HOME/server.json")
rss() { awk '/VmRSS/ {printf "%.0f", $2/1024}' "/proc/$pid/status"; }

answered() {
  curl -sS -H "X-API-Key: $DAB_API_KEY" "$DAB_URL/metrics" | grep '^dab_http_requests_total' \
    | sed -E 's/.*status_code="([0-9]+)".* ([0-9.E]+)$/\1 \2/' | awk '{n[$1] += $2} END {for (s in n) print s, n[s]}' | sort
}

echo "rss_before=$(rss) MiB"
answered > "$work/before"
begun=$SECONDS
URNS=$data/urns.txt wrk -t2 -c"$connections" -d"${seconds}s" --timeout 30s -s api/load/mixed.lua "$DAB_URL" > "$work/wrk" &
wrk=$!
while sleep $((seconds / 10)) && kill -0 $wrk 2>/dev/null; do
  echo "rss_at_$((SECONDS - begun))_s=$(rss) MiB, threads $(awk '/^Threads/ {print $2}' "/proc/$pid/status"), descriptors $(find "/proc/$pid/fd" | wc -l)"
done
wait $wrk
grep -E '^(thread|requests)' "$work/wrk"
answered > "$work/after"
statuses=$(join -a 2 "$work/before" "$work/after" | awk '{n = NF == 3 ? $3 - $2 : $2; if (n > 0) printf "%s:%d ", $1, n}')
echo "statuses_counted_by_the_server=$statuses"
sleep 20
echo "rss_20_s_later=$(rss) MiB"
if echo "$statuses" | grep -qE '\b5[0-9]{2}:' || ! grep -q 'connect=0 read=0 write=0 timeout=0' "$work/wrk"; then
  echo "connections.sh: something failed" >&2
  exit 1
fi
