#!/usr/bin/env bash
# Processor time and memory over synthetic repositories of growing size, as a
# table and, with --svg FILE, as a picture.
#
#   bench/scale.sh [--svg FILE] FILES...        for example 100 1000 10000
. "$(dirname "$0")/../.ci/lib.sh"

svg=
if [ "${1:-}" = --svg ]; then
  svg=${2:?}
  shift 2
fi
[ $# -ge 2 ] || die "usage: bench/scale.sh [--svg FILE] FILES FILES..."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for files in "$@"; do
  "$build/bench/generate" "$work/tree" "$files"
  env time -f "$files %U %S %M" -o "$work/one" \
    "$build/model-tidy" --no-cache --quiet -j1 --format=json --output=/dev/null "$work/tree" || true
  tail -n 1 "$work/one" >>"$work/rows"
  rm -rf "$work/tree"
done
awk '{ printf "%7d files  %8.2f s  %6d MiB\n", $1, $2 + $3, $4 / 1024 }' "$work/rows"
[ -z "$svg" ] || bench/curve.sh "$work/rows" >"$svg"
