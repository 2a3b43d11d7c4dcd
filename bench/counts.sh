#!/usr/bin/env bash
# The instructions of each stage on made-up inputs of two sizes, ten to one, as
# callgrind counts them. Fails where the larger one takes more than LINEAR times
# as many: the stage is no longer linear, however busy the machine is. In a
# release build each stage also has a budget: the most that one unit of its input
# (a function, a key) may take, about a third above what it took when that was
# written. Who makes a stage cheaper lowers it.
#
#   bench/counts.sh COUNT_STAGES [held|shown]     budgets; held unless said
#
# Exit status 77: there is no valgrind.
set -euo pipefail

program=${1:?the program count_stages}
budgets=${2:-held}
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
# check STAGE SIZE BUDGET
check() {
  local stage=$1 size=$2 budget=$3 none small large each
  none=$(count "$stage" 0)
  small=$(count "$stage" "$size")
  large=$(count "$stage" $((size * 10)))
  each=$(((large - none) / (size * 10)))
  printf '%-16s %6d: %12d   %6d: %12d   %.1f times   %7d of %7d each\n' "$stage" "$size" \
    $((small - none)) $((size * 10)) $((large - none)) \
    "$(awk "BEGIN { print ($large - $none) / ($small - $none) }")" "$each" "$budget"
  [ "$budgets" = shown ] || [ "$each" -le "$budget" ] || {
    echo "  more than $budget instructions each: $stage is dearer than its budget" >&2
    failed=1
  }
  [ $((large - none)) -le $((linear * (small - none))) ] || {
    echo "  more than $linear times: $stage is no longer linear" >&2
    failed=1
  }
}

check prefilter 500 13000
check python 100 165000
check yaml 500 45000
check yaml-open 500 450
check yaml-broken 500 17000
check json 500 9000
check toml 500 13000
check link 100 185000
check link-recursive 50 470000
exit $failed
