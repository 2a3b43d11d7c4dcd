#!/usr/bin/env bash
# What C++ costs a scan: one small Python project, by the program alone, with
# the helper model-tidy-cxx beside it, and with one C++ file in the project.
#
#   bench/startup.sh [RUNS]
#
# Prints the mean processor time of a run, what it starts included, and where
# valgrind is installed the instructions. Fails where the helper beside the
# program costs a project without C++ more than one instruction in a hundred.
. "$(dirname "$0")/../.ci/lib.sh"

runs=${1:-20}
for program in model-tidy model-tidy-cxx; do
  [ -x "$build/$program" ] || die "$build/$program is missing" "Build it: .ci/setup"
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/alone" "$work/both" "$work/python"
cp "$build/model-tidy" "$work/alone"
cp "$build/model-tidy" "$build/model-tidy-cxx" "$work/both"
cp fixtures/llama2_output_trains_mistral/*.py "$work/python"
cp -r "$work/python" "$work/other"
echo 'int add(int a, int b) { return a + b; }' >"$work/other/add.cpp"
cp -r "$work/python" "$work/generator"
cp fixtures/cpp_flags_name_the_model/src/generate.cpp "$work/generator"

# scan PROGRAM TREE [OPTION]: 1 means "found something" to a scanner.
scan() {
  local status=0
  "$work/$1/model-tidy" --quiet --no-cache --output=/dev/null "${@:3}" "$work/$2" || status=$?
  [ "$status" -le 1 ] || die "exit status $status: $*"
}

repeated() {
  local i
  for ((i = 0; i < runs; i++)); do scan "$@"; done
}

# instructions PROGRAM TREE: of the program itself
instructions() {
  valgrind --tool=none true >/dev/null 2>&1 || return 0
  { valgrind --tool=callgrind --callgrind-out-file=/dev/null "$work/$1/model-tidy" --quiet -j1 \
    --no-cache --output=/dev/null "${@:3}" "$work/$2" 2>&1 || true; } |
    sed -n 's/.*Collected : *\([0-9]*\).*/\1/p'
}

TIMEFORMAT='%U %S'
# row TEXT PROGRAM TREE [OPTION]
row() {
  local text=$1 cpu
  shift
  cpu=$({ time repeated "$@" >/dev/null 2>&1; } 2>&1)
  count=$(instructions "$@")
  awk -v text="$text" -v runs="$runs" -v count="${count:--}" \
    '{ printf "%-48s %8.1f %14s\n", text, ($1 + $2) * 1000 / runs, count }' <<<"$cpu"
}

printf '%-48s %8s %14s\n' "$runs runs each" "CPU ms" instructions
row 'Python, no helper' alone python
without=$count
row 'Python, the helper beside the program' both python
with=$count
row 'and C++ that deals with no model' both other
row 'and a C++ generator, --no-clang' both generator --no-clang
row 'and a C++ generator' both generator
[ -z "$with" ] || [ $((with * 100)) -le $((without * 101)) ] ||
  die "the helper beside the program costs scans without C++"
