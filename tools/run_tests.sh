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
day=$(date -u +%F)
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

# Tests share two cores with a browser, a database and each other. If at most three of a part fail, they are run once more,
# one after the other: what fails again fails the part, and what passes alone is named at the end as a fault of the test, for
# somebody to mend. More than three are no chance.
# Unless midnight (UTC, as everywhere in the tests) passed since the run began: tests and the example world speak of the day on
# which they were loaded, and the program of the day it is. Then all that failed are run once more, as many as there are, in new
# processes and with an example world of the new day.
tried() { # a name for what it keeps, then how pytest is called, and its arguments after --
  local cache=$kept/tried-$1 name=$1 called=() count how=(-n 0)
  shift
  while [ "$1" != "--" ]; do called+=("$1") && shift; done
  shift
  "${called[@]}" -q -n 2 --dist worksteal -o cache_dir="$cache" "$@" && return
  count=$("$bin/python" -c 'import json, sys; print(len(json.load(open(sys.argv[1]))))' "$cache/v/cache/lastfailed" 2>&1)
  if [[ "$count" =~ ^[1-9][0-9]*$ ]] && [ "$(date -u +%F)" != "$day" ]; then
    echo "── the day changed; once more, with a world of today: $count"
    laid_again "$kept/node-$name" || return 1
    how=(-n 2)
  else
    [[ "$count" =~ ^[1-3]$ ]] || return 1
    echo "── once more alone: $count"
    cp "$cache/v/cache/lastfailed" "$cache.failed"
  fi
  "${called[@]}" -q "${how[@]}" -o cache_dir="$cache" --last-failed --last-failed-no-failures none "$@" || return 1
}
passed_alone() { "$bin/python" -c 'import json, sys; print(*(t for f in sys.argv[1:] for t in json.load(open(f))), sep="\n")' "$@"; }

# What every worker needs is made once, with the settings of tests/environment.py: a migrated database without content, and
# the folder of a node with the example world, which `kerege demo` lays. The folder is of this run alone, and goes when all
# that was started here has ended.
lay() ( # in this folder
  export DATA=$1 KEREGE_SECRET_KEY=only-for-tests KEREGE_HOSTS=localhost,127.0.0.1,kerege.localhost,testserver
  mkdir -m 700 "$DATA" && "$bin/python" manage.py migrate --verbosity 0 \
    && cp "$DATA/kerege.sqlite3" "$DATA/kerege.sqlite3.empty" \
    && "$bin/kerege" demo --prepare-only >"$DATA.said" 2>&1 \
    && grep '^Loaded ' "$DATA.said" >"$DATA/kerege.sqlite3.told"
)
# Then the tests are compiled, which each worker would do for itself; whoever runs them names what cannot be read. Linting
# keeps one core and takes longer, so it goes on beside the first tests.
prepare() {
  lay "$kept/node" && { "$bin/pytest" -q -n 0 --collect-only >/dev/null 2>&1 || true; }
}
laid() { # what was being laid as this process, in this folder
  if wait "$1"; then
    export KEREGE_KEPT_WORLD=$2/kerege.sqlite3
  else # every worker lays its own, so that the other faults are named too
    cat "$2.said"
    return 1
  fi
}
laid_again() {
  lay "$1" &
  laid $! "$1"
}

prepare &
laying=$!
make --no-print-directory lint >"$kept/lint" 2>&1 &
linting=$!
part "example world" laid "$laying" "$kept/node"
part "SQLite" tried SQLite "$bin/pytest" -- -m "not browser and not crawl and not deployed"
part "lint" ended lint "$linting"
# A browser waits most of its time, and so does whoever asks a server: these two go on beside each other.
tried browser "$bin/pytest" -- -m browser tests/browser >"$kept/browser" 2>&1 &
browser=$!
# What asks the database in its own way: rooms, copies of a node, searching, and who reads what. Pages, interface and command
# line ask the same queries and are read whole on SQLite. Of training what locks rows, counts or may be there once. Without
# `sqlite_alone` and `slow`: crawls of the program as further readers and trials of other programs, which ask the database
# nothing new. The example world is loaded there once, for test_dump.py, and not by every worker.
on_postgresql=(tests/{atlas,files,indicators,jobs,journal,law,lrs,outreach,people,privacy,records,response,sharing,upkeep}
  tests/inventory/test_{finding,reading,recording,lots}.py tests/house/test_dump.py tests/api/xapi/test_limits.py
  tests/training/test_{at_once,attending,classes,counting_people,enrolling,observing,planning,training_actions,training_queries}.py)
part "PostgreSQL" tried PostgreSQL "$bin/python" tools/postgres.py "$bin/pytest" -- "${on_postgresql[@]}" \
  -m "not browser and not crawl and not deployed and not nodb and not sqlite_alone and not slow"
part "browser" ended browser "$browser"

shopt -s nullglob
once_failed=("$kept"/tried-*.failed)
if [ "${#once_failed[@]}" -gt 0 ]; then
  echo "Failed among others, then tried alone (mend these tests):"
  passed_alone "${once_failed[@]}"
fi
if [ "${#failed[@]}" -gt 0 ]; then
  echo "FAILED: ${failed[*]}"
  exit 1
fi
echo "All passed in $SECONDS s: lint, SQLite, browser, PostgreSQL."
