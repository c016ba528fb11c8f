#!/usr/bin/env bash
# run-rust.sh ARG...: `cargo ARG...` on a machine that may yet lack a linker.
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"
need_rust
exec cargo "$@"
