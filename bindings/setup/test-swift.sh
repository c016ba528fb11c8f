#!/usr/bin/env bash
# The Swift tests, by SwiftPM.
# shellcheck source=swift.sh
source "$(dirname "$0")/swift.sh"
# shellcheck source=generate.sh
source "$(dirname "$0")/generate.sh"
need_swift
say "Swift: swift test"
log=$target/test-swift.log
# `swift test` would start Swift Testing after XCTest, and report its "0 tests".
run_swift test --quiet --disable-swift-testing "$@" >"$log" 2>&1 || { cat "$log" >&2; die "Swift: tests failed"; }
count=$(sed -n 's/^.*Executed \([0-9]*\) tests\{0,1\}, with 0 failures.*/\1/p' "$log" | sort -n | tail -n 1)
[[ ${count:-0} -gt 0 ]] || { cat "$log" >&2; die "Swift: no test ran"; }
say "Swift: $count tests passed"
