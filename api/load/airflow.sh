#!/usr/bin/env bash
# Measures the ingestion of a large Airflow, against a server of its own in a folder of its own. The Airflow is a mock that waits
# before each answer (api/target/test-classes, from the build of the tests).
#
# usage: api/load/airflow.sh [DAGs, default 5000] [tasks of each, default 10] [milliseconds before each answer, default 10]
set -euo pipefail
cd "$(dirname "$0")/../.."
dags=${1:-5000} tasks=${2:-10} millis=${3:-10}
work=$(mktemp -d)
export DAB_HOME=$work/home DAB_PORT=${DAB_PORT:-8767} EGRESS_ALLOW=127.0.0.1
mock=
trap './dab down >/dev/null 2>&1 || true; [ -z "$mock" ] || kill "$mock"; rm -rf "$work"' EXIT

"${JAVA_HOME:?}/bin/java" -Xmx512m -cp api/target/test-classes io.datacapsule.api.airflow.MockAirflow \
  "$dags" "$tasks" "$millis" > "$work/url" &
mock=$!
./dab up --detach >/dev/null
until [ -s "$work/url" ]; do sleep 0.1; done

field() { python3 -c "import json,sys; print(json.load(sys.stdin)$1)"; }
memory() { awk -v name="$1" '$1 == name":" {printf "%.0f", $2/1024}' "/proc/$(field "['pid']" < "$DAB_HOME/server.json")/status"; }
ingest() {
  local start; start=$(date +%s.%N)
  ./dab --output json ingest airflow --base-url "$(cat "$work/url")" --instance load > "$work/job.json"
  python3 - "$1" "$start" "$(date +%s.%N)" "$work/job.json" <<'P'
import json, sys
job = json.load(open(sys.argv[4])); counts = job['counts']
print('%s=%.1f s (%s, created %d, unchanged %d, edges created %d, revision %d)' % (sys.argv[1], float(sys.argv[3]) - float(sys.argv[2]),
      job['status'], counts['capsules_created'], counts['capsules_unchanged'], counts['edges_created'], job['revision']))
P
}

echo "machine: $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f GiB", $2/1048576}' /proc/meminfo), load $(cut -d' ' -f1 /proc/loadavg), $(date -u +%F), $dags DAGs x $tasks tasks, $millis ms an answer"
echo "server_rss_before=$(memory VmRSS) MiB"
ingest ingest_first
echo "server_peak_rss=$(memory VmHWM) MiB"
ingest ingest_unchanged
echo "server_peak_rss=$(memory VmHWM) MiB"
