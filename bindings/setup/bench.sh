#!/usr/bin/env bash
# bench.sh [ARG...]: wall clock, instruction counts, and the table of both; it is also written to target/bench.json.
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"
need_rust
version=$(sed -n '/^name = "gungraun"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
if [[ -n $version ]]; then
  need_command valgrind valgrind libc6-dbg
  tools=$target/tools
  # The runner and the library must be of one version.
  if [[ ! -e $tools/gungraun-$version ]]; then
    say "building gungraun-runner $version; this is done once"
    cargo install --quiet --locked --force --root "$tools" "gungraun-runner@$version"
    touch "$tools/gungraun-$version"
  fi
  export PATH=$tools/bin:$PATH
fi
cargo bench --quiet --package num-benches --bench wall_clock -- --quiet "$@"
cargo bench --quiet --package num-benches --bench instructions -- --save-summary=json >"$target/instructions.txt"
cargo build --quiet --release --package num-core --features intake,synthetic --example demo
cargo run --quiet --release --package num-benches --bin report -- "$target"
