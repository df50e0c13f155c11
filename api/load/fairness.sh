#!/usr/bin/env bash
# How long the slowest of many requests waits: lineage right after a start, again, over 200 connections, and beside three callers that
# export everything without a pause. For each number of carrier threads of virtual threads that is given, on servers of its own.
#
# usage: api/load/fairness.sh [numbers, default "2 32 2 32"] [models, default 2000] \
#          [generator of projects, default ../shared/tools/generate_dbt_project.py]
#
# Needs: wrk, python3, curl.
set -euo pipefail
cd "$(dirname "$0")/../.."
numbers=${1:-2 32 2 32} models=${2:-2000}
generator=${3:-../shared/tools/generate_dbt_project.py}
work=${DAB_LOAD_DIR:-$(mktemp -d)}
export RATE_LIMIT_ENABLED=false REPORTING_ENABLED=false DAB_HOME=$work/home DAB_PORT=${DAB_PORT:-8769}
unset DAB_URL DAB_API_KEY
data=$work/data-$models url=http://127.0.0.1:$DAB_PORT
[ -f "$data/manifest.json" ] || python3 "$generator" "$data" --models "$models" --columns 20 >/dev/null
trap './dab down >/dev/null 2>&1 || true; [ -n "${DAB_LOAD_DIR:-}" ] || rm -rf "$work"' EXIT

load() { # what, connections
  local out
  out=$(TEMPLATE="/api/v1/capsules/{urn}/lineage?depth=5" URNS=$data/urns.txt DAB_API_KEY=$key \
    wrk -t1 -c"$2" -d6s --timeout 20s -s api/load/requests.lua "$url")
  echo "$1: longest $(awk '/Latency/ {print $4}' <<<"$out"), $(sed -nE 's/^(requests_per_second=.*)/\1/p' <<<"$out")"
}
export_all() {
  local end=$((SECONDS + 7))
  while [ $SECONDS -lt $end ]; do
    curl -sS -o /dev/null -H "X-API-Key: $key" "$url/api/v1/graph/export?format=graphml&columns=true"
  done
}

echo "machine: $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f GiB", $2/1048576}' /proc/meminfo), $(date -u +%F), $models models x 20 columns"
./dab up --detach >/dev/null 2>&1
./dab ingest dbt --manifest "$data/manifest.json" --catalog "$data/catalog.json" >/dev/null 2>&1
until ./dab graph query "RETURN 1" >/dev/null 2>&1; do sleep 1; done
key=$(cat "$DAB_HOME/api-key")
for number in $numbers; do
  ./dab down >/dev/null 2>&1
  JDK_JAVA_OPTIONS="-Djdk.virtualThreadScheduler.parallelism=$number" ./dab up --detach >/dev/null 2>&1
  echo "carriers: $number"
  load "right after a start, 16 connections" 16
  load "again" 16
  load "200 connections" 200
  for _ in 1 2 3; do export_all & done
  load "4 connections beside exports" 4
  wait
done
