#!/usr/bin/env bash
# Generates the Kotlin and Swift sources, and links the library into place beside them. None of it is committed.
# shellcheck source=common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
kotlin=bindings/kotlin/target
swift=bindings/swift
library

stamp=$target/bindings.stamp
outputs=("$kotlin/generated-sources" "$kotlin/native" "$swift/Sources/UglyMugs/Generated" "$swift/Sources/UglyMugsFFI" "$swift/lib")
fresh=1
for output in "${outputs[@]}"; do [[ -d $output ]] || fresh=; done
if [[ -z $fresh ]] || newer_than "$stamp" "$shared" num-mobile/uniffi.toml bindings/bindgen; then
  say "generating the Kotlin and Swift sources"
  rm -rf "${outputs[@]}"
  mkdir -p "$kotlin/native" "$swift/lib"
  bindgen kotlin "$kotlin/generated-sources/uniffi"
  bindgen swift "$swift/Sources/UglyMugs/Generated" "$swift/Sources/UglyMugsFFI"
  cp "$shared" "$kotlin/native/"
  cp "$built/libnum_mobile.a" "$swift/lib/"
  touch "$stamp"
fi
