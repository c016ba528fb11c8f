#!/usr/bin/env bash
# Sourced: `run_swift ARG...` runs `swift ARG...` in bindings/swift, with the Swift of this machine where there is
# one. Else it makes a small Debian root that has one (the archive has Swift since trixie), once, and uses that.
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

suite=trixie
packages=swiftlang,g++,libc6-dev,libstdc++-14-dev
swift_root=${XDG_CACHE_HOME:-$HOME/.cache}/uglymugs/swift-$suite

# There is another `swift`, the client of an object store.
native_swift() { command -v swift >/dev/null && swift --version 2>/dev/null | grep -q 'Swift version'; }

need_swift() {
  native_swift || [[ -e $swift_root.ready ]] || make_swift_root
}

make_swift_root() {
  [[ $(uname) = Linux && $(id -u) = 0 ]] ||
    die "Swift is missing: install Swift 6 (https://www.swift.org/install), or run this as root on Debian, where it makes itself a root with one"
  need_command debootstrap debootstrap
  need_command unshare util-linux
  local mirror
  mirror=$(mirror_of "$suite") || die "no Debian mirror with '$suite' answers; Swift cannot be fetched"
  say "Swift: making a $suite root with Swift in $swift_root (about 1.5 GB, some minutes); this is done once"
  rm -rf --one-file-system "$swift_root"
  mkdir -p "$swift_root"
  proxy_from_apt
  debootstrap --variant=minbase --include="$packages" "$suite" "$swift_root" "$mirror" >"$swift_root.log" 2>&1 ||
    die "debootstrap failed: $(tail -n 3 "$swift_root.log") (all of it: $swift_root.log)"
  rm -rf "$swift_root"/var/cache/apt/archives/*.deb
  in_swift_root swift --version >"$swift_root.log" 2>&1 || die "Swift does not run in its root: $(tail -n 3 "$swift_root.log")"
  touch "$swift_root.ready"
}

# mirror_of SUITE: the first of this machine's mirrors that has it. apt knows them, whatever form its sources have.
mirror_of() {
  local mirror probe
  probe=$(mktemp -d)
  chmod 755 "$probe"
  # shellcheck disable=SC2016 # apt's own placeholder
  for mirror in $(apt-get indextargets --format '$(REPO_URI)' | grep -v security | sort -u) http://deb.debian.org/debian/; do
    if /usr/lib/apt/apt-helper download-file "${mirror%/}/dists/$1/Release" "$probe/Release" >/dev/null 2>&1; then
      rm -rf "$probe"
      printf '%s\n' "${mirror%/}"
      return
    fi
  done
  rm -rf "$probe"
  return 1
}

# debootstrap does not read apt's settings, and a mirror may be reached only by them.
proxy_from_apt() {
  local proxy=
  eval "$(apt-config shell proxy Acquire::http::Proxy)"
  [[ -z $proxy || $proxy = DIRECT ]] || export http_proxy=${http_proxy:-$proxy}
}

# in_swift_root COMMAND...: in the root, in /srv/uglymugs/bindings/swift, with the vectors and the schemas where they stand
# from there.
# The mounts are those of a namespace of their own, which ends with the command; within a chroot that namespace cannot
# be made private, so they are made on a private mount of the root.
in_swift_root() {
  local there=srv/uglymugs
  mkdir -p "$swift_root/$there/"{bindings/swift,tests/vectors,num-core/schema} "$target/swift" "$swift_root/srv/build"
  # shellcheck disable=SC2016 # for the inner shell
  SWIFT_ROOT=$swift_root THERE=$there SOURCES=$root BUILD=$target/swift unshare --mount --propagation unchanged bash -euc '
    mount --bind "$SWIFT_ROOT" "$SWIFT_ROOT"
    mount --make-rprivate "$SWIFT_ROOT" 2>/dev/null || true
    cd "$SWIFT_ROOT"
    trap "cd /; umount --recursive --lazy \"$SWIFT_ROOT\"" EXIT
    mount --bind /proc proc
    mount --rbind /dev dev
    mount --make-rslave dev
    for folder in bindings/swift tests/vectors num-core/schema; do mount --bind "$SOURCES/$folder" "$THERE/$folder"; done
    mount --bind "$BUILD" srv/build
    env -i HOME=/srv/build LANG=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot . sh -c "cd /$THERE/bindings/swift && exec \"\$@\"" sh "$@"
  ' bash "$@"
}

run_swift() {
  if native_swift; then
    (cd bindings/swift && swift "$1" --scratch-path "$target/swift" "${@:2}")
  else
    in_swift_root swift "$1" --scratch-path /srv/build "${@:2}"
  fi
}
