# shellcheck shell=bash
# Sourced by the scripts beside it: where things are, how to say what is going on, how to get what is missing.
set -euo pipefail

# shellcheck disable=SC2034 # read by the scripts that source this one
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

say() { printf '==> %s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }

# need_command COMMAND PACKAGE...: have COMMAND, installing the Debian packages when root may.
need_command() {
  local command=$1
  shift
  command -v "$command" >/dev/null || install_packages "$command" "$@"
  command -v "$command" >/dev/null || die "'$command' is still missing after installing: $*"
}

# install_packages WHAT PACKAGE...: through apt-get, or say what to do.
install_packages() {
  local what=$1
  shift
  if ! command -v apt-get >/dev/null; then
    die "$what is missing (on Debian: $*), and there is no apt-get here to install it with"
  fi
  [[ $(id -u) = 0 ]] || die "$what is missing; run: sudo apt-get install $*"
  say "installing $what ($*); this is done once"
  # The archive's lists are fetched only when the packages cannot be had from those that are there.
  apt_install "$@" 2>/dev/null || { apt-get update -qq >&2 || true; apt_install "$@" >&2; } ||
    die "apt-get could not install: $*"
}

apt_install() {
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# need_rust: cargo, and the linker that it calls.
need_rust() {
  command -v cargo >/dev/null || die "cargo is missing; install Rust from https://rustup.rs"
  need_command cc gcc libc6-dev
  target=$(cargo metadata --no-deps --format-version 1 | sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p')
  mkdir -p "$target"
}

# newer_than STAMP PATH...: is anything among the paths younger than the stamp, or is there no stamp?
newer_than() {
  local stamp=$1
  shift
  [[ ! -e $stamp ]] || [[ -n $(find "$@" -name __pycache__ -prune -o -newer "$stamp" -print -quit) ]]
}

# library: builds num-mobile and leaves its folder in $built. In the dev profile: this is for tests.
library() {
  need_rust
  built=$target/debug
  shared=$built/libnum_mobile.so
  [[ $(uname) != Darwin ]] || shared=$built/libnum_mobile.dylib
  # cargo leaves a library that is still good untouched: when it was last found so is kept apart.
  local stamp=$target/library.stamp
  ! newer_than "$stamp" Cargo.toml Cargo.lock num-core num-mobile || say "building the library for Kotlin and Swift"
  cargo build --quiet --package num-mobile
  touch "$stamp"
}

# bindgen ARG...: the generator, on the library; its dependencies are not worth optimising.
bindgen() {
  cargo --config 'profile.dev.package."*".opt-level=0' run --quiet --package uglymugs-bindgen -- "$shared" "$@"
}
