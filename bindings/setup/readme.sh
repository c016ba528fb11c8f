#!/usr/bin/env bash
# readme.sh [--check]: prints the Kotlin and Swift blocks of the README, which are what stands between the markers of the
# tests that run them; with --check, fails when the README's are others.
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"

# sample FILE: what stands between its markers, without the indentation that it has there.
sample() {
  awk '
    /\/\/ README end/ { inside = 0 }
    inside { print substr($0, indent + 1) }
    /\/\/ README begin/ { inside = 1; indent = match($0, /[^ ]/) - 1 }
  ' "$1"
}

# block LANGUAGE: the README's one block of it.
block() {
  awk -v fence="\`\`\`$1" '/^```/ && inside { inside = 0 } inside { print } $0 == fence { inside = 1 }' README.md
}

kotlin=$(sample bindings/kotlin/src/test/kotlin/uglymugs/ReadmeTest.kt)
swift=$(sample bindings/swift/Tests/UglyMugsTests/ReadmeTests.swift)
[[ -n $kotlin && -n $swift ]] || die "a test of the README has lost its markers"

if [[ ${1:-} != --check ]]; then
  # shellcheck disable=SC2016 # fences
  printf '```kotlin\n%s\n```\n\n```swift\n%s\n```\n' "$kotlin" "$swift"
elif [[ -e README.md ]]; then
  for language in kotlin swift; do
    diff --unified "--label=README.md, $language" "--label=its test" <(block "$language") <(printf '%s\n' "${!language}") >&2 ||
      die "the README's $language is not what its test runs; $0 prints what is"
  done
fi
