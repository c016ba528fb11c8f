#!/usr/bin/env bash
# fuzz.sh [TARGET]: each fuzz target, or that one, for $FUZZ_SECONDS (60).
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"
need_rust
need_command c++ g++
fuzz=tests/fuzz
version=0.13.2
[[ -d $fuzz ]] || die "there is no $fuzz"
cargo +nightly --version >/dev/null 2>&1 || {
  say "fetching the nightly toolchain; this is done once"
  rustup toolchain install nightly --profile minimal
}
tools=$target/tools
if [[ ! -x $tools/bin/cargo-fuzz ]]; then
  say "building cargo-fuzz $version; this is done once"
  cargo install --quiet --locked --root "$tools" "cargo-fuzz@$version"
fi
PATH=$tools/bin:$PATH
targets=$(cargo +nightly fuzz list --fuzz-dir "$fuzz")
for name in ${1:-$targets}; do
  say "fuzzing $name for ${FUZZ_SECONDS:-60} seconds"
  # What is found goes to the first folder; the committed corpus is only read.
  corpus=("$target/fuzz/$name")
  mkdir -p "${corpus[0]}"
  [[ ! -d $fuzz/corpus/$name ]] || corpus+=("$fuzz/corpus/$name")
  cargo +nightly fuzz run --fuzz-dir "$fuzz" "$name" "${corpus[@]}" -- -max_total_time="${FUZZ_SECONDS:-60}"
done
