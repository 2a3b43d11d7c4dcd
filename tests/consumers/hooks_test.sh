#!/usr/bin/env bash
# The hooks of .pre-commit-hooks.yaml, run by the installed pre-commit in a
# repository that is made here.
#
#   hooks_test.sh MODEL_TIDY FOLDER
set -euo pipefail
tool=$(realpath "$1")
work=$2
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$work"
work=$(cd "$work" && pwd)

export PATH="$(dirname "$tool"):$PATH" PRE_COMMIT_HOME=$work/home HOME=$work
export GIT_CONFIG_GLOBAL=$work/gitconfig GITHUB_ACTIONS=
git config --global user.name test
git config --global user.email test@example.com
git config --global init.defaultBranch main
git config --global protocol.file.allow always

fail() {
  printf 'hooks_test: %s\n' "$*" >&2
  tail -n 40 "$work/log" >&2
  exit 1
}

# expect STATUS WORDS CMD...: WORDS must stand in what it prints, or, behind
# '!', must not.
expect() {
  local wanted=$1 words=$2 status=0
  shift 2
  "$@" >"$work/log" 2>&1 || status=$?
  [ "$status" = "$wanted" ] || fail "status $status instead of $wanted: $*"
  case $words in
  '!'*) ! grep -qF -- "${words#!}" "$work/log" || fail "'${words#!}' stands in: $*" ;;
  *) grep -qF -- "$words" "$work/log" || fail "'$words' is not in: $*" ;;
  esac
}

git init -q "$work/hooks"
cp "$root/.pre-commit-hooks.yaml" "$work/hooks/"
git -C "$work/hooks" add -A
git -C "$work/hooks" commit -qm hooks

git init -q "$work/repo"
cd "$work/repo"
configure() {
  printf 'repos:\n- repo: %s\n  rev: %s\n  hooks: [{id: %s}]\n' \
    "$work/hooks" "$(git -C "$work/hooks" rev-parse HEAD)" "$1" >.pre-commit-config.yaml
  git add .pre-commit-config.yaml
}
configure model-tidy
pre-commit install >/dev/null

cp "$root/fixtures/llama2_output_trains_mistral/"{generate,paths}.py .
git add -A
expect 0 Passed git commit -m 'a generator alone'

cp "$root/fixtures/llama2_output_trains_mistral/train.py" .
git add train.py
expect 1 '[license-output-training]' git commit -m 'a training on its output'

# Only what is staged counts: the repair stays out of the index, then goes in.
sed -i 's|"mistralai/Mistral-7B-v0.1"|"meta-llama/Llama-2-7b-hf"|' train.py
expect 1 '[license-output-training]' git commit -m 'the repair is not staged'
git add train.py
expect 0 Passed git commit -m 'repaired'
sed -i 's|"meta-llama/Llama-2-7b-hf"|"mistralai/Mistral-7B-v0.1"|' train.py
echo 'print("hello")' >other.py
git add other.py
expect 0 Passed git commit -m 'the breach is not staged'

# What the policy leaves out is left out even where the hook is given its name.
printf "Exclude: ['train.py']\n" >.model-tidy.yaml
git add train.py .model-tidy.yaml
expect 0 Passed git commit -m 'left out by the policy'
git reset -q --hard HEAD~1
sed -i 's|"meta-llama/Llama-2-7b-hf"|"mistralai/Mistral-7B-v0.1"|' train.py

# A finding elsewhere stops no commit of other files, but the second hook.
git add train.py
git commit -q --no-verify -m 'a breach gets in'
echo 'print("again")' >>other.py
git add other.py
expect 0 Passed git commit -m 'other files'
printf 'FROM debian\n' >Dockerfile
git add Dockerfile
expect 0 Passed git commit -m 'a Dockerfile is looked at'
# Of a range of commits that what it makes counts, also where its own lines hold
# no step.
echo 'KIND = "human"' >kind.py
sed -i 's|str(SYNTHETIC)|f"data/{kind.KIND}_qa.jsonl"|; 1i import kind' train.py
git add -A
git commit -q --no-verify -m 'people wrote the data'
echo 'KIND = "synthetic"' >kind.py
git add -A
git commit -q --no-verify -m 'a breach by a constant'
expect 0 Passed pre-commit run --files kind.py
expect 1 '[license-output-training]' pre-commit run --from-ref HEAD~1 --to-ref HEAD
git reset -q --hard HEAD~2
configure model-tidy-repository
expect 1 '[license-output-training]' git commit -m 'the whole repository'
echo "the hooks hold under pre-commit $(pre-commit --version | cut -d' ' -f2)"
