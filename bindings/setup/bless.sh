#!/usr/bin/env bash
# Puts the sources into form, and records the interface of num-mobile as it now is.
# shellcheck source=python.sh
source "$(dirname "$0")/python.sh"
need_python
cargo fmt --all
BLESS=1 cargo test --quiet --package num-tests --test goldens
# The hash by which the pages know their style sheet.
BLESS=1 cargo test --quiet --package num-core --lib page::
"$venv/bin/ruff" format --quiet --config num-py/pyproject.toml num-py
library
bindgen interface bindings/interface.txt
