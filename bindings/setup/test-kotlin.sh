#!/usr/bin/env bash
# The Kotlin tests, by Maven.
# shellcheck source=generate.sh
source "$(dirname "$0")/generate.sh"
need_command javac openjdk-17-jdk-headless
need_command mvn maven
[[ -d ${MAVEN_REPO:-$HOME/.m2/repository}/org/jetbrains/kotlin ]] || say "Kotlin: Maven fetches its plug-ins; this is done once"
say "Kotlin: mvn test"
output=bindings/kotlin/target
reports=$output/surefire-reports
# Classes of sources that are gone would still be run, or compiled against.
rm -rf "$reports" "$output/classes" "$output/test-classes"
# Without this, Maven ends each module by colours even where there are none.
export MAVEN_OPTS="-Djansi.noreset=true ${MAVEN_OPTS:-}"
mvn --quiet --batch-mode --no-transfer-progress --file bindings/kotlin/pom.xml "$@" test
count=$(sed -n 's/^<testsuite .* tests="\([0-9]*\)".*/\1/p; s/^  *tests="\([0-9]*\)".*/\1/p' "$reports"/TEST-*.xml | awk '{n += $1} END {print n + 0}')
[[ $count -gt 0 ]] || die "Kotlin: no test ran"
say "Kotlin: $count tests passed"
