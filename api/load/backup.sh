#!/usr/bin/env bash
# Measures backup, increment, check, reset and restore, on this machine, with servers of its own in a folder of its own.
#
# usage: api/load/backup.sh [models, default 10000] [generator of projects, default ../shared/tools/generate_dbt_project.py]
#
# Needs: python3 (for the generator and to read JSON), curl, cmp, unzip. Prints one figure a line: name=value unit. Fails if what is
# restored is not what was backed up. Above 20000 models it leaves out the reset and the restore over what is there.
set -euo pipefail
cd "$(dirname "$0")/../.."
models=${1:-10000}
generator=${2:-../shared/tools/generate_dbt_project.py}
work=${DAB_LOAD_DIR:-$(mktemp -d)}
export DAB_HOME=$work/first DAB_PORT=${DAB_PORT:-8766} RATE_LIMIT_ENABLED=false
data=$work/data-$models
backups=$work/backups

for tool in python3 curl cmp unzip; do
  command -v $tool >/dev/null || { echo "backup.sh: $tool is missing" >&2; exit 2; }
done
[ -f "$data/manifest.json" ] || python3 "$generator" "$data" --models "$models" --columns 20 >/dev/null

now() { date +%s.%N; }
timed() { # name, command
  local name=$1 t; shift; t=$(now); "$@" >/dev/null
  echo "$name=$(python3 -c "import sys; print('%.1f' % (float(sys.argv[2]) - float(sys.argv[1])))" "$t" "$(now)") s"
}
peak() { awk '/VmHWM/ {printf "%.0f", $2/1024}' "/proc/$(python3 -c "import json; print(json.load(open('$DAB_HOME/server.json'))['pid'])")/status"; }
latest() { find "$backups" -name '*.zip' | sort | tail -1; }
size() { echo "$1=$(stat -c %s "$(latest)") bytes, unpacked $(unzip -l "$(latest)" | awk 'END {print $1}') bytes"; }
# The lines of the graph in an archive and the rows but the audit trail, which tells of the backup and the restore; in any order.
contents() { # archive, of a whole backup
  for part in graph/nodes.jsonl graph/edges.jsonl graph/details.jsonl tables/access_keys.copy tables/ingestion_jobs.copy; do
    unzip -p "$1" "$part" | LC_ALL=C sort -S 1G | sha256sum
  done
}
written() { # a query waits until Neo4j holds everything
  until ./dab graph query "RETURN 1" >/dev/null 2>&1; do sleep 1; done
}
ingest() { # folder, options
  local from=$1; shift
  ./dab ingest dbt --manifest "$from/manifest.json" --catalog "$from/catalog.json" --run-results "$from/run_results.json" "$@"
}
same() { # what, archive
  cmp <(contents "$work/expected.zip") <(contents "$2") || { echo "backup.sh: $1 is not what was backed up" >&2; exit 1; }
  echo "$1 is what was backed up"
}

trap './dab down >/dev/null 2>&1 || true; [ -n "${DAB_LOAD_DIR:-}" ] || rm -rf "$work"' EXIT
echo "machine: $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f GiB", $2/1048576}' /proc/meminfo), $(date -u +%F), $models models x 20 columns"
python3 "$generator" "$work/other" --models 100 --columns 20 --seed 7 >/dev/null
./dab up --detach >/dev/null
timed ingest ingest "$data"
timed ingest_written written
timed backup ./dab backup --to "$backups/"
size backup
timed verify ./dab backup verify "$backups"
sleep 1 # archives are named after the second
timed increment_of_nothing ./dab backup --to "$backups" --incremental
size increment_of_nothing
ingest "$work/other" --project other >/dev/null
written
timed increment_of_100_models ./dab backup --to "$backups" --incremental
size increment_of_100_models
timed verify_all_three ./dab backup verify "$backups"
./dab backup --to "$work/expected.zip" >/dev/null
if [ "$models" -le 20000 ]; then
  timed reset_lineage ./dab reset --lineage --yes
  timed reset_lineage_written written
  timed restore_over_it ./dab restore --from "$backups" --yes
  timed restore_over_it_written written
  ./dab backup --to "$work/over.zip" >/dev/null
  same "the catalog restored over another" "$work/over.zip"
  timed reset_all ./dab reset --all --yes
  timed reset_all_written written
fi
echo "first_server_peak_rss=$(peak) MiB"
./dab down >/dev/null
export DAB_HOME=$work/second
./dab up --detach >/dev/null
timed restore_into_empty ./dab restore --from "$backups" --yes
echo "second_server_peak_rss=$(peak) MiB at restored"
timed restore_into_empty_written written
echo "second_server_peak_rss=$(peak) MiB when written"
./dab backup --to "$work/after.zip" >/dev/null
same "the catalog restored into an empty one" "$work/after.zip"
