#!/usr/bin/env python3
"""Runs endless recursions with frames of several sizes, in every mode of run_modes.py; each must end as a stack overflow.

  stack_sizes.py --scratch DIR --shape SHAPE SLOTS...

Every level does what SHAPE says below SLOTS slots of frame memory, so that each size leaves another rest of the stack for
that at the last level. The frames are large: there are few levels, so that the work can be done at each.
"""
import argparse
import subprocess
import sys
from pathlib import Path

MODES = Path(__file__).resolve().parents[3] / "run_modes.py"

# A function with frame memory; `body` defines %value.
FRAMED = """
vo.func private @{name}(%n: i64) -> i64 {{
  %room = vo.frame : !vo.frame<{slots} x i64>
  %mask = arith.constant 1023 : i64
  %i = arith.andi %n, %mask : i64
  %three = arith.constant 3 : i64
  %to = arith.muli %i, %three : i64
  vo.frame.set %room[%to], %n : !vo.frame<{slots} x i64>, i64
  %one = arith.constant 1 : i64
  %next = arith.addi %n, %one : i64
  {body}
  %j = arith.andi %value, %mask : i64
  %two = arith.constant 2 : i64
  %from = arith.muli %j, %two : i64
  %here = vo.frame.get %room[%from] : !vo.frame<{slots} x i64> -> i64
  %result = arith.xori %here, %value : i64
  vo.return %result : i64
}}
"""

PRINT = """
vo.type @type.int = int : i64 {rttid = 2}
vo.func private @show(%n: i64) {
  %number = vo.iface.make %n as @type.int : i64 -> !vo.iface
  vo.print newline %number, %number, %number : !vo.iface, !vo.iface, !vo.iface
  vo.return
}
"""

ALLOCATE = """
vo.type @type.int = int : i64 {rttid = 2}
vo.func private @show(%n: i64) {
  %a = vo.string.const "some text "
  %b = vo.string.from_int %n : i64 to !vo.string
  %c = vo.string.concat %a, %b
  %d = vo.string.concat %c, %c
  %length = vo.string.len %d
  %number = vo.iface.make %length as @type.int : i64 -> !vo.iface
  vo.print newline %number : !vo.iface
  vo.return
}
"""

NOTHING = "vo.func private @show(%n: i64) {\n  vo.return\n}\n"

MAIN = """
vo.func @main() attributes {vo.entry} {
  %n = arith.constant 1 : i64
  %result = vo.call @down(%n) : (i64) -> i64
  vo.call @show(%result) : (i64) -> ()
  vo.return
}
// ERR: {{.*}}runtime error: stack overflow
// ERR-NOT: {{.+}}
"""

# Slots of each level of the recursion.
LEVEL = 60011

WORK = "vo.call @show(%n) : (i64) -> ()\n  %value = arith.addi %n, %next : i64"

WORK_AND_RECURSE = """%low = vo.call @work(%n) : (i64) -> i64
  %high = vo.call @down(%next) : (i64) -> i64
  %value = arith.addi %low, %high : i64"""


def framed(name, slots, body):
    return FRAMED.format(name=name, slots=slots, body=body)


def chain():
    """Functions that do not recurse, each with half a megabyte; called at each level of the recursion."""
    links = [framed(f"link{i}", 65000, f"%value = vo.call @link{i + 1}(%next) : (i64) -> i64") for i in range(8)]
    return "".join(links) + framed("link8", 5000, "%value = arith.addi %n, %next : i64")


SHAPES = {
    "print": lambda slots: PRINT + framed("work", slots, WORK),
    "allocate": lambda slots: ALLOCATE + framed("work", slots, WORK),
    "chain": lambda slots: NOTHING + chain() + framed("work", slots, "%value = vo.call @link0(%n) : (i64) -> i64"),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scratch", required=True, type=Path)
    parser.add_argument("--shape", required=True, choices=SHAPES)
    parser.add_argument("slots", nargs="+", type=int)
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    failed = []
    for slots in options.slots:
        file = options.scratch / f"{options.shape}_{slots}.mlir"
        lines = "// CHECK-NOT: {{.+}}\n" if options.shape == "chain" else "// CHECK: {{[0-9]+.*}}\n"
        file.write_text(lines + SHAPES[options.shape](slots) + framed("down", LEVEL, WORK_AND_RECURSE) + MAIN, encoding="utf-8")
        command = [sys.executable, MODES, "--scratch", options.scratch, file, "--exit", "1", "--err"]
        if subprocess.run(command, check=False).returncode != 0:
            failed.append(slots)
    if failed:
        sys.exit(f"failed with {failed} slots")


if __name__ == "__main__":
    main()
