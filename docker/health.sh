#!/usr/bin/env bash
# Ends with 0 if the server in this container answers that it is alive.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${DAB_PORT:-8000}"
printf 'GET /api/v1/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 4 _ status _ <&3
[ "$status" = 200 ]
