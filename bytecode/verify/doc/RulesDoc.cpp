//===- RulesDoc.cpp - docs/verifier.md from the tables --------------------===//

#include "bytecode/verify/doc/RulesDoc.h"
#include "bytecode/verify/Rule.h"

using namespace vo::bc::verify;

static constexpr std::string_view introduction = R"(# The bytecode verifier

Made from `bytecode/verify/Rules.def` by `bazel run //bytecode/verify/doc:rules-doc`; edit the table, not this file.

A module is compiled or run only after the verifier has accepted it. The reader has already seen to the file format
itself: known tags, strict UTF-8, unique names, one slot type per frame slot. The verifier checks everything that refers
from one place of a module to another. It reports up to a limit of breaches, each as

    function 6 'moves', instruction 0 (LoadInt): operand a: slots 16..17 of a frame of 16 [slot-range]

with the stable id of the rule at the end. Stages run in the order below. A stage runs only when the stages before it
found nothing; Code and Flow go function by function.

Checking costs a few steps per instruction. Modules made to cost more (deeply nested types that are expanded again and
again, frames of 65535 slots touched by every instruction) are refused under `cost` when a budget is spent; no check
recurses on the nesting of its input.
)";

static constexpr std::string_view promises = R"(
## What an accepted module promises

- Every id resolves; every operand window lies in the frame; every slot keeps one slot type; interface halves stay
  together.
- Calls pass and receive exactly the slots of their callee, method signature, extern or closure metadata. Whether a
  closure value has the shape that CallClosure's metadata says is a fact of the run.
- References are stored into heap objects through barriers; types of new objects, arrays, slices, maps and queues are
  known constants with known layouts.
- Indices of SlotGet and SlotSet are in range. Branches stay in the function, outside of select blocks; execution does
  not run off the end.

It does not promise that narrow integers are canonical, that pointers are not nil, that dynamic containers have the
element size an instruction names, or that locals without references are zero at entry.

## Choices

- Code that no path reaches needs no data-flow facts.
- Integer operations that take raw bits (EqI, NeI, And, Or, Xor, AndNot, Not) take any slot but a Float.
- Metadata that an opcode does not use is refused, and so are loop hints that lie, though nothing here reads them: the
  reference's JIT does. A hint may give the end of its loop in the word alone.
- Element codes are 0, 1, 2, 4, whole slots up to 56 bytes, 1, 2 and 4 signed, and 4 as float; other sizes would make
  stores overlap neighbours.
- Some demands go beyond what the format's first implementation refuses, because a compiler relies on them: code ends,
  entry functions take nothing, no jumps into select blocks, loop ends in metadata agree with the hint, print and assert
  take interface pairs, parameters of named map and queue types have known layouts, element codes as above.
- In package paths, characters outside ASCII are checked for being portable, not for being composed (NFC).
)";

static std::string_view describe(Stage stage) {
  switch (stage) {
  case Stage::Any:
    return "Limits";
  case Stage::Types:
    return "Types: what everything else reads through";
  case Stage::Module:
    return "Module: the other tables";
  case Stage::Functions:
    return "Functions: everything but their instructions";
  case Stage::Code:
    return "Code: single instructions";
  case Stage::Flow:
    return "Flow: what reaches an instruction";
  }
  return "?";
}

std::string vo::bc::verify::rulesDocument() {
  std::string out(introduction);
  for (Stage stage : {Stage::Any, Stage::Types, Stage::Module, Stage::Functions,
                      Stage::Code, Stage::Flow}) {
    out += "\n## ";
    out += describe(stage);
    out += "\n\n| rule | demand |\n|---|---|\n";
    for (unsigned i = 0; i < numRules; ++i) {
      const RuleInfo &row = info(Rule(i));
      if (row.stage != stage)
        continue;
      out += "| `";
      out += row.id;
      out += "` | ";
      out += row.demand;
      out += " |\n";
    }
  }
  out += promises;
  return out;
}
