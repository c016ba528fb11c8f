#!/usr/bin/env bash
# Licences, sources, duplicates and known vulnerabilities of the dependencies. By command only: cargo-deny takes
# minutes to build.
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"
need_rust
version=0.20.2
tools=$target/tools
if [[ ! -x $tools/bin/cargo-deny ]]; then
  say "building cargo-deny $version; this is done once"
  cargo install --quiet --locked --root "$tools" "cargo-deny@$version"
fi
"$tools/bin/cargo-deny" --workspace --all-features check "$@"
