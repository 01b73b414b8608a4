#!/usr/bin/env bash
# The whole test suite: on SQLite, in the browser, and what touches the database once more on PostgreSQL.
# Every part runs even when one before it failed, so that one run names all faults; any fault fails the whole.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset DATABASE_URL
unset PYTHONDONTWRITEBYTECODE # else each of the many processes that tests start would compile the whole program anew
unset KEREGE_KEPT_WORLD
bin=.venv/bin
failed=()
kept=$(mktemp -d)
trap 'wait; rm -rf "$kept"' EXIT

part() {
  local name=$1 began=$SECONDS
  shift
  echo "── $name"
  "$@" || failed+=("$name")
  echo "── $name: $((SECONDS - began)) s, $SECONDS s since the beginning"
}

ended() { # what was started beside others, and what it said
  wait "$2"
  local code=$?
  cat "$kept/$1"
  return "$code"
}

# What every worker needs is made once, with the settings of tests/environment.py: a migrated database without content, and
# the folder of a node with the example world, which `kerege demo` lays; then the tests are compiled, which each worker would
# do for itself. Linting keeps one core and takes longer, so it goes on beside the first tests. The folder is of this run
# alone, and goes when all that was started here has ended.
lay() {
  export DATA=$kept/node KEREGE_SECRET_KEY=only-for-tests KEREGE_HOSTS=localhost,127.0.0.1,kerege.localhost,testserver
  mkdir -m 700 "$DATA" && "$bin/python" manage.py migrate --verbosity 0 \
    && cp "$DATA/kerege.sqlite3" "$DATA/kerege.sqlite3.empty" \
    && "$bin/kerege" demo --prepare-only || return 1
  unset DATA
  "$bin/pytest" -q -n 0 --collect-only >/dev/null || true # whoever runs the tests names what cannot be read
} >"$kept/said" 2>&1
laid() {
  if wait "$laying" && grep '^Loaded ' "$kept/said" >"$kept/node/kerege.sqlite3.told"; then
    export KEREGE_KEPT_WORLD=$kept/node/kerege.sqlite3
  else # every worker lays its own, so that the other faults are named too
    cat "$kept/said"
    return 1
  fi
}

lay &
laying=$!
make --no-print-directory lint >"$kept/lint" 2>&1 &
linting=$!
part "example world" laid
part "SQLite" "$bin/pytest" -q -n 2 --dist worksteal -m "not browser and not crawl and not deployed"
part "lint" ended lint "$linting"
# A browser waits most of its time, and so does whoever asks a server: these two go on beside each other.
"$bin/pytest" -q -n 2 --dist worksteal -m browser tests/browser >"$kept/browser" 2>&1 &
browser=$!
# What asks the database in its own way: rooms, copies of a node, searching, and who reads what. Pages, interface and command
# line ask the same queries and are read whole on SQLite. Of training what locks rows, counts or may be there once. Without
# `sqlite_alone` and `slow`: crawls of the program as further readers and trials of other programs, which ask the database
# nothing new.
on_postgresql=(tests/{atlas,files,indicators,jobs,journal,law,outreach,people,privacy,records,sharing,upkeep}
  tests/inventory/test_{finding,reading,recording,lots}.py tests/house/test_{canaries,dump}.py
  tests/training/test_{at_once,attending,classes,counting_people,enrolling,observing,planning,training_actions,training_queries}.py)
part "PostgreSQL" "$bin/python" tools/postgres.py "$bin/pytest" -q -n 2 --dist worksteal "${on_postgresql[@]}" \
  -m "not browser and not crawl and not deployed and not nodb and not sqlite_alone and not slow"
part "browser" ended browser "$browser"

if [ "${#failed[@]}" -gt 0 ]; then
  echo "FAILED: ${failed[*]}"
  exit 1
fi
echo "All passed in $SECONDS s: lint, SQLite, browser, PostgreSQL."
