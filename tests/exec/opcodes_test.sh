#!/usr/bin/env bash
# Every opcode of the format is in one of the programs that are run here. Runs inside Bazel's runfiles tree.
set -euo pipefail
voc=dist/bin/voc
scratch=${TEST_TMPDIR:?run me through Bazel}

mapfile -t opcodes < <(sed -n 's/^VO_OPCODE([0-9]*, *\([A-Za-z0-9]*\),.*/\1/p' bytecode/Opcodes.def | sort)
((${#opcodes[@]} > 100)) || {
  echo "no opcodes found in bytecode/Opcodes.def" >&2
  exit 1
}

# The text of a module has one instruction a line, its opcode first.
for program in tests/exec/*.vo tests/exec/*/*.vo; do
  "$voc" emit "$program" -o "$scratch/module.vob"
  "$voc" dump "$scratch/module.vob"
done | cat - tests/exec/*.voasm | sed -n 's/^  *\([A-Z][A-Za-z0-9]*\)\( .*\)\{0,1\}$/\1/p' | sort -u >"$scratch/used"

missing=$(printf '%s\n' "${opcodes[@]}" | comm -23 - "$scratch/used")
if [[ -n $missing ]]; then
  echo "no program of tests/exec contains these opcodes:" >&2
  echo "$missing" >&2
  exit 1
fi
