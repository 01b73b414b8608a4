#!/usr/bin/env bash
# The whole test suite: on SQLite, in the browser, and what touches the database once more on PostgreSQL.
# Every part runs even when one before it failed, so that one run names all faults; any fault fails the whole.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset DATABASE_URL
bin=.venv/bin
failed=()

part() {
  local name=$1
  shift
  echo "── $name"
  "$@" || failed+=("$name")
}

part "lint" make --no-print-directory lint
part "SQLite" "$bin/pytest" -q -n 2 --dist worksteal -m "not browser and not crawl and not deployed"
# A browser waits most of its time, and so does whoever asks a server: these two go on beside each other.
told=$(mktemp)
"$bin/pytest" -q -n 2 --dist worksteal -m browser tests/browser >"$told" 2>&1 &
browser=$!
# What asks the database in its own way: rooms, copies of a node, searching, and who reads what. Pages, interface and command
# line ask the same queries and are read whole on SQLite. Without `sqlite_alone` and `slow`: crawls of the program as further
# readers and trials of other programs, which ask the database nothing new.
on_postgresql=(tests/{atlas,files,indicators,jobs,journal,law,outreach,people,privacy,records,sharing,training,upkeep}
  tests/inventory/test_{finding,reading,recording,lots}.py tests/house/test_{canaries,dump}.py)
part "PostgreSQL" "$bin/python" tools/postgres.py "$bin/pytest" -q -n 2 --dist worksteal "${on_postgresql[@]}" \
  -m "not browser and not crawl and not deployed and not nodb and not sqlite_alone and not slow"
wait_for() {
  wait "$1"
  local code=$?
  cat "$told" && rm "$told"
  return "$code"
}
part "browser" wait_for "$browser"

if [ "${#failed[@]}" -gt 0 ]; then
  echo "FAILED: ${failed[*]}"
  exit 1
fi
echo "All passed: lint, SQLite, browser, PostgreSQL."
