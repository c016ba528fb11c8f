#!/usr/bin/env bash
# The Rust tests and doctests of the default members, all features on.
source "$(dirname "$0")/common.sh"
need_rust
say "Rust: cargo test"
log=$target/test-rust.log
# What passed is counted, not listed.
noise='^( +(Running|Doc-tests|Finished|Updating|Locking) |running [0-9]+ tests?$|test .* \.\.\. (ok|ignored)|test result: ok|$)'
all() {
  cargo test --all-features "$@" || return
  # That no panic's text crosses is tested from this side; the rest of that crate, in Kotlin and Swift.
  [[ $# -gt 0 ]] || cargo test --package num-mobile --lib
}
all "$@" 2>&1 | tee "$log" | { grep -vE "$noise" || true; } ||
  die "Rust: tests failed (everything that was printed: $log)"
count=$(awk '/^test result: ok/ {n += $4} END {print n + 0}' "$log")
[[ $count -gt 0 ]] || die "Rust: no test ran"
say "Rust: $count tests passed"
