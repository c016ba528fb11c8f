#!/usr/bin/env bash
# The Python tests, the types of the tests and examples, and the stubs against the module.
# shellcheck source=python.sh
source "$(dirname "$0")/python.sh"
need_package
bin=$venv/bin
say "Python: pytest"
report=$target/test-python.xml
"$bin/pytest" --quiet --config-file num-py/pyproject.toml --junitxml "$report" "$@" num-py/tests
count=$(grep -o '<testsuite [^>]*' "$report" | sed 's/.*skipped="\([0-9]*\)" tests="\([0-9]*\)".*/\2 - \1/')
count=$((count))
[[ $count -gt 0 ]] || die "Python: no test ran"
say "Python: types"
typed=(num-py/tests)
[[ ! -d num-py/examples ]] || typed+=(num-py/examples)
"$bin/mypy" --config-file num-py/pyproject.toml --strict --no-error-summary "${typed[@]}"
"$bin/stubtest" --mypy-config-file num-py/pyproject.toml uglymugs >"$target/stubtest.log" ||
  { cat "$target/stubtest.log" >&2; die "Python: the stubs are not those of the module"; }
say "Python: $count tests passed"
