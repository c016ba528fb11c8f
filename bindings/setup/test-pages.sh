#!/usr/bin/env bash
# The pages: valid by a checker, opened in a browser, free of markup from reports, complete, in plain words. They and their
# screenshots stand in target/pages afterwards.
# shellcheck source=common.sh
source "$(dirname "$0")/common.sh"
need_rust
need_command chromium chromium fonts-dejavu-core
need_command java default-jre-headless
need_command mvn maven
python=${PYTHON:-python3}
need_command "$python" python3 python3-venv
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
  die "Python 3.11 or newer is needed; $("$python" --version) is here (set PYTHON to another one)"
"$python" -c 'import ensurepip' 2>/dev/null || install_packages "Python's venv" python3-venv
venv=$target/venv-pages
if newer_than "$venv/.ready" tests/pages/requirements.txt; then
  say "pages: making an environment in $venv; this is done once"
  rm -rf "$venv"
  "$python" -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement tests/pages/requirements.txt
  touch "$venv/.ready"
fi
checker=$target/nu-checker
if newer_than "$checker/.ready" tests/pages/pom.xml; then
  say "pages: fetching the HTML checker; this is done once"
  rm -rf "$checker"
  # Without this, Maven ends each module by colours even where there are none.
  MAVEN_OPTS="-Djansi.noreset=true ${MAVEN_OPTS:-}" mvn --quiet --batch-mode --no-transfer-progress \
    --file tests/pages/pom.xml dependency:copy-dependencies "-DoutputDirectory=$checker"
  touch "$checker/.ready"
fi
pages=$target/pages
rm -rf "$pages"
say "pages: making them"
cargo run --quiet --package num-tests --bin pages -- "$pages/html" >/dev/null
say "pages: pytest"
report=$pages/test-pages.xml
export PAGES=$pages CHECKER=$checker
CHROMIUM=$(command -v chromium)
export CHROMIUM
"$venv/bin/pytest" --quiet --config-file tests/pages/pytest.ini --rootdir tests/pages --junitxml "$report" "$@" tests/pages
count=$(grep -o '<testsuite [^>]*' "$report" | sed 's/.*skipped="\([0-9]*\)" tests="\([0-9]*\)".*/\2 - \1/')
count=$((count))
[[ $count -gt 0 ]] || die "pages: no test ran"
say "pages: $count tests passed; screenshots in $pages/screenshots"
