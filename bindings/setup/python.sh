#!/usr/bin/env bash
# Sourced: a virtual environment with the pinned tools, and the package `uglymugs` built and installed in it.
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

need_python() {
  need_rust
  venv=$target/venv
  requirements=num-py/requirements-dev.txt
  local stamp=$venv/.ready
  if ! newer_than "$stamp" "$requirements" && [[ -x $venv/bin/python ]]; then return; fi
  local python=${PYTHON:-python3}
  need_command "$python" python3 python3-venv
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    die "Python 3.11 or newer is needed; $("$python" --version) is here (set PYTHON to another one)"
  "$python" -c 'import ensurepip' 2>/dev/null || install_packages "Python's venv" python3-venv
  say "Python: making an environment in $venv; this is done once"
  rm -rf "$venv"
  "$python" -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements"
  touch "$stamp"
}

need_package() {
  need_python
  local stamp=$venv/.installed wheels=$target/wheels
  newer_than "$stamp" Cargo.toml Cargo.lock num-core num-py/Cargo.toml num-py/pyproject.toml num-py/src num-py/python "$venv/.ready" ||
    return 0
  say "Python: building the package"
  rm -rf "$wheels"
  touch "$target/.building"
  # As a wheel, not in place: what is tested is what would be shipped, and no library lands among the sources.
  "$venv/bin/maturin" build --manifest-path num-py/Cargo.toml --profile dev --compatibility linux \
    --interpreter "$venv/bin/python" --out "$wheels" >"$target/maturin.log" 2>&1 ||
    { cat "$target/maturin.log" >&2; die "Python: the package could not be built"; }
  "$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-index --force-reinstall "$wheels"/*.whl
  mv "$target/.building" "$stamp"
}
