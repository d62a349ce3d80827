//===- Mirrors.cpp - Widths in instruction words against metadata ---------===//

#include "bytecode/Mirrors.h"
#include "bytecode/verify/code/Code.h"

using namespace vo::bc;
using namespace vo::bc::verify;

static void checkMirror(const Site &site, std::string_view what,
                        uint64_t actual, uint64_t canonical) {
  site.demand(actual == canonical, Rule::Mirror, what, " is ", actual,
              ", expected ", canonical);
}

/// A mirror that writers may leave 0.
static void checkSoftMirror(const Site &site, std::string_view what,
                            uint64_t actual, uint64_t canonical) {
  site.demand(actual == 0 || actual == canonical, Rule::Mirror, what, " is ",
              actual, ", expected 0 or ", canonical);
}

static void checkQueueWidth(const Site &site, const MetaQueueLayout &meta) {
  uint8_t flags = site.word().flags;
  switch (site.row().flags) {
  case FlagsKind::QueueNew:
    checkSoftMirror(site, "element width", flags & ~flag::queuePort,
                    meta.elem.size());
    break;
  case FlagsKind::QueueRecv:
    checkSoftMirror(site, "element width", flags >> 1, meta.elem.size());
    break;
  default:
    checkSoftMirror(site, "element width", flags, meta.elem.size());
  }
}

/// Widths that the word encodes beside the metadata's layout.
static void checkEncodedWidth(const Site &site) {
  uint64_t slots = 0;
  if (auto *pointer = site.meta<MetaPtrLayout>())
    slots = pointer->valueLayout.size();
  else if (auto *indexed = site.meta<MetaSlotLayout>())
    slots = indexed->elemLayout.size();
  else
    return;
  const Instruction &word = site.word();
  uint64_t encoded = 0;
  switch (site.opcode()) {
  case Opcode::PtrNew:
    encoded = word.c;
    break;
  case Opcode::PtrGet:
  case Opcode::PtrSet:
  case Opcode::SlotGet:
  case Opcode::SlotSet:
    encoded = 1;
    break;
  case Opcode::PtrGetN:
  case Opcode::PtrSetN:
    encoded = word.flags;
    break;
  default:
    return;
  }
  site.demand(encoded == slots, Rule::MetadataWidth, "the word says ", encoded,
              " slots, the metadata ", slots);
}

static void checkOperandMirror(const Site &site, const Instruction &canonical) {
  const Instruction &word = site.word();
  switch (site.row().operands[2].kind) {
  case OperandKind::CallShape:
  case OperandKind::TargetMirror:
    return checkMirror(site, "operand c", word.c, canonical.c);
  case OperandKind::MapWidths:
    return checkSoftMirror(site, "operand c", word.c, canonical.c);
  default:
    return;
  }
}

static void checkFlagsMirror(const Site &site, const Instruction &canonical) {
  const Instruction &word = site.word();
  switch (site.row().flags) {
  case FlagsKind::MethodMirror:
  case FlagsKind::ArgMirror:
  case FlagsKind::IfaceAssert:
    return checkMirror(site, "flags byte", word.flags, canonical.flags);
  case FlagsKind::MetaWidthMirror:
  case FlagsKind::MapIterWidths:
    return checkSoftMirror(site, "flags byte", word.flags, canonical.flags);
  case FlagsKind::CountMirror:
    // The count of CopyN is c; the flags may repeat it but not replace it.
    if (word.c == 0)
      checkMirror(site, "flags byte", word.flags, 0);
    return;
  default:
    return;
  }
}

static void checkLoopEnd(const Site &site, const Instruction &canonical) {
  auto *meta = site.meta<MetaLoopEnd>();
  if (!meta || site.word().flags != flag::loopHint)
    return;
  checkMirror(site, "loop info", site.word().a, canonical.a);
}

void vo::bc::verify::checkMirrors(const Site &site) {
  checkEncodedWidth(site);
  Instruction canonical = withMirrors(site.word(), site.function.meta[site.pc],
                                      site.module().functions, site.pc);
  checkOperandMirror(site, canonical);
  checkFlagsMirror(site, canonical);
  checkLoopEnd(site, canonical);
  if (auto *meta = site.meta<MetaQueueLayout>())
    checkQueueWidth(site, *meta);
}
