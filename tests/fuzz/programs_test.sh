#!/usr/bin/env bash
# A few random programs, inside Bazel's runfiles tree: always the same ones, and without Go, which the machine may not have.
set -euo pipefail
voc=$PWD/dist/bin/voc
fuzz() {
  python3 -B tests/fuzz/fuzz.py run --voc "$voc" --go none --units 1 "$@"
}
fuzz --seed 1 --count 2
fuzz --seed 1 --count 1 --only-vo
