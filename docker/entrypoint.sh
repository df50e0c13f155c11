#!/usr/bin/env bash
# Starts the server of the image in place of this shell, so that it gets the signals itself.
#
# usage: entrypoint.sh [rehearse]
#
# DAB_INSTALLATION is the folder with server/ in it, default the folder of this file. "rehearse" plays a short life of the
# server through and keeps the classes that it loaded; a start without that is only slower.
set -euo pipefail
here=${DAB_INSTALLATION:-$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)}
server=$here/server
cache=$server/start.aot

class_path=
for jar in "$server"/lib/*.jar; do
  class_path=${class_path:+$class_path:}$jar
done
read -r -a own <<<"${DAB_JAVA_OPTIONS:-}"

if [ "${1:-}" = rehearse ]; then
  java @"$server/jvm.args" -XX:AOTCacheOutput="$cache.new" -cp "$class_path" io.datacapsule.api.Rehearsal
  mv "$cache.new" "$cache"
  exit
fi
[ $# -eq 0 ] || { printf 'entrypoint.sh: the server takes no arguments, it is set by environment variables: %s\n' "$*" >&2; exit 2; }

[ ! -f "$cache" ] || own=(-XX:AOTCache="$cache" "-Xlog:aot*=off" "-Xlog:cds*=off" "${own[@]+"${own[@]}"}")
exec java @"$server/jvm.args" "${own[@]+"${own[@]}"}" -cp "$class_path" io.datacapsule.api.Server
