#!/usr/bin/env bash
# bench-peers.sh [--quick] [--only TEXT] [--peers-only]: the engine beside Splink, recordlinkage and rapidfuzz, on the
# same data; also written to target/bench-peers.json, .html and .svg. The environment and the registers are kept in target.
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"
need_rust
peers=benches/peers
venv=$target/peers
stamp=$venv/.ready
if newer_than "$stamp" "$peers/requirements.txt"; then
  python=${PYTHON:-python3}
  need_command "$python" python3 python3-venv
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    die "Python 3.11 or newer is needed; $("$python" --version) is here (set PYTHON to another one)"
  "$python" -c 'import ensurepip' 2>/dev/null || install_packages "Python's venv" python3-venv
  say "Python: making an environment of peers in $venv; this is done once"
  rm -rf "$venv"
  "$python" -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$peers/requirements.txt"
  touch "$stamp"
fi
# Optimised, and as a wheel: what is measured is what would be shipped.
built=$venv/.installed
if newer_than "$built" Cargo.toml Cargo.lock num-core num-py/Cargo.toml num-py/pyproject.toml num-py/src num-py/python "$stamp"; then
  say "Python: building the package, optimised"
  rm -rf "$venv/wheels"
  touch "$venv/.building"
  "$venv/bin/maturin" build --manifest-path num-py/Cargo.toml --release --compatibility linux \
    --interpreter "$venv/bin/python" --out "$venv/wheels" >"$target/maturin-peers.log" 2>&1 ||
    { cat "$target/maturin-peers.log" >&2; die "Python: the package could not be built"; }
  "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-index --force-reinstall "$venv"/wheels/*.whl
  mv "$venv/.building" "$built"
fi
PYTHONDONTWRITEBYTECODE=1 "$venv/bin/python" "$peers/run.py" "$target" "$@"
