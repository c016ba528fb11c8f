#!/usr/bin/env bash
# Everything that is checked without running it: format, lints, docs, licences' names, and drift.
# shellcheck source=python.sh
source "$(dirname "$0")/python.sh"
need_rust
say "crates"
# First, for any other build would bring it up to date.
cargo fetch --quiet --locked || die "Cargo.lock is missing or out of date"
need_python
# One Python for every build, so that none undoes another's.
export PYO3_PYTHON=$venv/bin/python
say "format"
cargo fmt --all --check
"$venv/bin/ruff" format --quiet --check --config num-py/pyproject.toml num-py tests/pages
"$venv/bin/ruff" format --quiet --check --config benches/peers/ruff.toml benches/peers
say "lints"
cargo clippy --quiet --workspace --all-targets --all-features -- --deny warnings
cargo check --quiet --package num-core --no-default-features
"$venv/bin/ruff" check --quiet --config num-py/pyproject.toml num-py tests/pages
"$venv/bin/ruff" check --quiet --config benches/peers/ruff.toml benches/peers
"$venv/bin/shellcheck" --external-sources --source-path=SCRIPTDIR .ci/run bindings/setup/*.sh
say "docs"
RUSTDOCFLAGS='--deny warnings' cargo doc --quiet --workspace --no-deps --all-features
say "drift"
library
bindgen interface --check bindings/interface.txt
bindings/setup/readme.sh --check
