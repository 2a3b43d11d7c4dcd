#!/usr/bin/env bash
# The instructions of each stage on made-up inputs of two sizes, ten to one, as
# callgrind counts them. Fails where the larger one takes more than LINEAR times
# as many: the stage is no longer linear, however busy the machine is.
#
#   bench/counts.sh COUNT_STAGES
#
# Exit status 77: there is no valgrind.
set -euo pipefail

program=${1:?the program count_stages}
linear=13 # ten, and what is shared out over more: hash tables that grow
command -v valgrind >/dev/null || {
  echo "no valgrind here: instructions are not counted"
  exit 77
}

# count STAGE SIZE
count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2" 2>&1 >/dev/null |
    sed -n 's/.*Collected : *\([0-9]*\).*/\1/p'
}

failed=0
check() {
  local stage=$1 size=$2 none small large
  none=$(count "$stage" 0)
  small=$(count "$stage" "$size")
  large=$(count "$stage" $((size * 10)))
  printf '%-16s %6d: %12d   %6d: %12d   %.1f times\n' "$stage" "$size" $((small - none)) \
    $((size * 10)) $((large - none)) "$(awk "BEGIN { print ($large - $none) / ($small - $none) }")"
  [ $((large - none)) -le $((linear * (small - none))) ] || {
    echo "  more than $linear times: $stage is no longer linear" >&2
    failed=1
  }
}

check prefilter 500
check python 100
check yaml 500
check yaml-open 500
check yaml-broken 500
check json 500
check toml 500
check link 100
check link-recursive 50
exit $failed
