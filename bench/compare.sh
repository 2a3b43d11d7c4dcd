#!/usr/bin/env bash
# A scan beside what else one could run on the same tree, in one run.
#
#   bench/compare.sh [--runs N] DIR
#
#   model-tidy    DIR, the whole lineage as JSON, nothing remembered
#   warm          the same where nothing changed since the last run
#   git-status    where DIR is a checkout
#   ripgrep       a few names, where it is installed
#   ast-grep      one pattern over DIR
#   parse_all     tree-sitter's parse of every Python file of DIR, nothing else
#   start-up      model-tidy on one small file
#
# Prints the least wall time and the mean processor time (user and system) of
# N runs, 3 if not said, and ratios. Where the machine is shared, trust the
# processor time. MODEL_TIDY and PARSE_ALL name other binaries than build/'s.
. "$(dirname "$0")/../.ci/lib.sh"

runs=3
if [ "${1:-}" = --runs ]; then
  runs=${2:?}
  shift 2
fi
[ $# = 1 ] || die "usage: bench/compare.sh [--runs N] DIR"
dir=$(cd "$OLDPWD" && cd "$1" && pwd) || die "no such folder: $1"
model_tidy=${MODEL_TIDY:-$build/model-tidy}
parse_all=${PARSE_ALL:-$build/bench/parse_all}
# shellcheck disable=SC2016 # the pattern's own variables
pattern='$X.from_pretrained($$$A)'

for program in "$model_tidy" "$parse_all"; do
  [ -x "$program" ] || die "$program is missing" "Build it: .ci/setup"
done

# The package's binary is called directly; its install script only links it.
install_ast_grep() {
  local lock=bench/package-lock.json stamp=bench/node_modules/.installed-from
  cmp -s "$lock" "$stamp" && return 0
  say "fetching the pinned ast-grep (npm ci, nothing is run)"
  logged npm ci --prefix bench --ignore-scripts || logged npm ci --prefix bench --ignore-scripts || {
    show_log
    die "npm could not fetch the packages that $lock pins" "The whole log is $log."
  }
  cp "$lock" "$stamp"
}

install_ast_grep
ast_grep=
for candidate in bench/node_modules/@ast-grep/cli-*/ast-grep; do
  [ -x "$candidate" ] && ast_grep=$root/$candidate
done
[ -n "$ast_grep" ] || die "@ast-grep/cli has no binary for this platform"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Outside a checkout: in one, the other files are read as context.
mkdir "$work/small"
cp fixtures/llama2_output_trains_mistral/generate.py "$work/small"

# succeeds CMD...: 1 means "found something" to a scanner, 2 also that a policy
# in the tree has a mistake.
succeeds() {
  local status=0
  "$@" >"$work/out" 2>"$work/err" || status=$?
  [ "$status" -le 2 ] || {
    cat "$work/err" >&2
    die "exit status $status: $*"
  }
}

# measure NAME CMD...: NAME, least wall and mean processor milliseconds.
measure() {
  local name=$1 line
  shift
  succeeds "$@"
  if command -v hyperfine >/dev/null; then
    line=$(printf '%q ' "$@")
    hyperfine -N -i -r "$runs" --style none --export-csv "$work/csv" "$line" >/dev/null 2>&1
    awk -F, -v name="$name" 'NR == 2 {
      n = NF; printf "%s %.1f %.1f\n", name, $(n - 1) * 1000, ($(n - 3) + $(n - 2)) * 1000 }' \
      "$work/csv" >>"$work/times"
    return
  fi
  local i
  TIMEFORMAT='%R %U %S'
  for ((i = 0; i < runs; i++)); do
    { time "$@" >/dev/null 2>&1 || true; } 2>>"$work/$name"
  done
  awk -v name="$name" '{ if (NR == 1 || $1 < least) least = $1; cpu += $2 + $3 }
    END { printf "%s %.1f %.1f\n", name, least * 1000, cpu / NR * 1000 }' "$work/$name" >>"$work/times"
}

measure model-tidy "$model_tidy" --quiet --format=json --no-cache "$dir"
measure ast-grep "$ast_grep" run -l py -p "$pattern" "$dir"
matches=$(wc -l <"$work/out")
measure parse_all "$parse_all" "$dir"
parsed=$(cat "$work/out")
measure warm "$model_tidy" --quiet --format=json --cache-dir="$work/cache" "$dir"
measure start-up "$model_tidy" --quiet --no-cache "$work/small/generate.py"
if git -C "$dir" rev-parse >/dev/null 2>&1; then
  measure git-status git -C "$dir" status
fi
if command -v rg >/dev/null; then
  measure ripgrep rg -c 'from_pretrained|load_dataset|Trainer' "$dir"
fi
succeeds "$model_tidy" --no-cache --output=/dev/null "$dir"

printf '%s, %s processors, %s run(s) each\n' "$(uname -sm)" "$jobs" "$runs"
printf 'versions: %s; %s\n' "$("$model_tidy" --version | head -n 1)" "$("$ast_grep" --version)"
printf 'Python files: %s; ast-grep printed %s lines\n' "$parsed" "$matches"
printf '%s\n\n' "$(grep 'files seen' "$work/err" || true)"
awk '{ name[NR] = $1; wall[$1] = $2; cpu[$1] = $3 }
  END {
    printf "%-12s %10s %10s\n", "", "wall ms", "CPU ms"
    for (i = 1; i <= NR; i++) printf "%-12s %10.1f %10.1f\n", name[i], wall[name[i]], cpu[name[i]]
    for (i = 2; i <= 3; i++)
      printf "model-tidy / %-9s %9.2f %10.2f\n", name[i],
        wall["model-tidy"] / wall[name[i]], cpu["model-tidy"] / cpu[name[i]]
    if ("git-status" in cpu)
      printf "warm / git-status       %9.2f %10.2f\n",
        wall["warm"] / wall["git-status"], cpu["warm"] / cpu["git-status"]
    if ("ripgrep" in cpu)
      printf "model-tidy / ripgrep    %9.2f %10.2f\n",
        wall["model-tidy"] / wall["ripgrep"], cpu["model-tidy"] / cpu["ripgrep"]
  }' "$work/times"
