#!/usr/bin/env bash
# Kills Redis, PostgreSQL and Neo4j under load, each for a while, and prints what was answered: FaultsIT, but longer.
#
# usage: api/load/faults.sh [seconds that each is away, default 60]
set -euo pipefail
cd "$(dirname "$0")/../.."
./mvnw -q -Dfast=true -pl api/operations -am verify -Dtest=None -Dit.test=FaultsIT -Dsurefire.failIfNoSpecifiedTests=false \
  -Dfailsafe.failIfNoSpecifiedTests=false -Ddab.test.args="-Ddab.faults.seconds=${1:-60}"
