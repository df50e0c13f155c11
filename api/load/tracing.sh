#!/usr/bin/env bash
# What tracing costs: lineage asked of two servers of its own, one of which sends spans to a collector on this machine that throws
# them away, turn by turn. Prints requests a second of each turn, and the ratio of the medians.
#
# usage: api/load/tracing.sh [turns, default 5] [models, default 2000] [generator, default ../shared/tools/generate_dbt_project.py]
#
# Needs: wrk, python3, curl.
set -euo pipefail
cd "$(dirname "$0")/../.."
turns=${1:-5} models=${2:-2000}
generator=${3:-../shared/tools/generate_dbt_project.py}
work=${DAB_LOAD_DIR:-$(mktemp -d)}
seconds=${SECONDS_PER_RUN:-8}
export RATE_LIMIT_ENABLED=false REPORTING_ENABLED=false
port=${DAB_PORT:-8768}
unset DAB_PORT DAB_URL DAB_HOME DAB_API_KEY # two servers, each with its own
collector=$((port + 2))
data=$work/data-$models
[ -f "$data/manifest.json" ] || python3 "$generator" "$data" --models "$models" --columns 20 >/dev/null

cat > "$work/collector.py" <<'PY'
import http.server, sys
class Collector(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    taken = 0
    def do_POST(self):
        Collector.taken += len(self.rfile.read(int(self.headers["Content-Length"])))
        self.answer(b"")
    def do_GET(self):
        self.answer(str(Collector.taken).encode())
    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *_): pass
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Collector).serve_forever()
PY
python3 "$work/collector.py" "$collector" & sink=$!
stop() {
  ./dab down --home "$work/off" >/dev/null 2>&1 || true
  ./dab down --home "$work/on" >/dev/null 2>&1 || true
  kill "$sink" 2>/dev/null || true
  [ -n "${DAB_LOAD_DIR:-}" ] || rm -rf "$work"
}
trap stop EXIT
up() { # name, port
  ./dab up --detach --home "$work/$1" --port "$2" >/dev/null
  ./dab --home "$work/$1" ingest dbt --manifest "$data/manifest.json" --catalog "$data/catalog.json" >/dev/null
}
echo "machine: $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f GiB", $2/1048576}' /proc/meminfo), $(date -u +%F), $models models x 20 columns"
up off "$port"
TRACING_ENABLED=true TRACING_OTLP_ENDPOINT=http://127.0.0.1:$collector/v1/traces up on $((port + 1))
load() { # name, port
  TEMPLATE="/api/v1/capsules/{urn}/lineage?depth=5" URNS=$data/urns.txt DAB_API_KEY=$(cat "$work/$1/api-key") \
    wrk -t1 -c16 -d"${seconds}s" -s api/load/requests.lua "http://127.0.0.1:$2" | sed -nE 's/^requests_per_second=([0-9]+).*errors=(.*)/\1 \2/p'
}
for turn in $(seq 0 "$turns"); do # the first warms up
  off=$(load off "$port") on=$(load on $((port + 1)))
  [ "$turn" -gt 0 ] || continue
  echo "turn_$turn: off $off errors, on $on errors"
  echo "${off% *} ${on% *}" >> "$work/figures"
done
python3 - "$work/figures" <<'PY'
import statistics, sys
off, on = zip(*[map(int, line.split()) for line in open(sys.argv[1])])
print(f"median_off={statistics.median(off):.0f} median_on={statistics.median(on):.0f} ratio={statistics.median(on) / statistics.median(off):.3f}")
PY
echo "collector_took=$(curl -sS "http://127.0.0.1:$collector/") bytes"
