#!/usr/bin/env bash
# Runs one theme of access.py inside Bazel's runfiles tree: access_test.sh THEME.
set -euo pipefail
exec python3 -B tests/access/access.py test "$1" --voc "$PWD/dist/bin/voc" --scratch "$TEST_TMPDIR"
