# Shared by the scripts here: where things are, and how they speak.
# shellcheck shell=bash
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build
log=$build/setup.log
jobs=$(nproc 2>/dev/null || echo 2)
cd "$root"

say() { printf '==> %s\n' "$*" >&2; }

die() {
  printf 'error: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '       %s\n' "$line" >&2; done
  exit 1
}

# logged CMD...: runs it with its output in the log; returns its status.
logged() {
  mkdir -p "$build"
  printf '\n$ %s\n' "$*" >>"$log"
  "$@" >>"$log" 2>&1
}

# The log's last lines, for a message that has to explain a failure.
show_log() { tail -n "${1:-15}" "$log" | sed 's/^/    | /' >&2; }

# ninja_build DIR TARGET...: one progress line on a terminal, else only what fails.
ninja_build() {
  local dir=$1
  shift
  if [ -t 1 ]; then
    ninja -C "$dir" -j "$jobs" "$@"
  else
    ninja -C "$dir" -j "$jobs" --quiet "$@"
  fi
}
