#!/usr/bin/env bash
# The command line in the image: docker exec CONTAINER dab status
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xmx256m --enable-native-access=ALL-UNNAMED \
  -cp "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/dab.jar" io.datacapsule.cli.Dab "$@"
