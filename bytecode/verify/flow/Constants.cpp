//===- Constants.cpp - Known values of slots ------------------------------===//

#include "bytecode/verify/flow/Facts.h"

using namespace vo::bc;
using namespace vo::bc::verify;

std::optional<uint32_t> vo::bc::verify::elemBytesSlot(const Site &site) {
  const Instruction &word = site.word();
  if (site.row().flags != FlagsKind::Elem || word.flags != 0)
    return std::nullopt;
  switch (site.opcode()) {
  case Opcode::ArraySet:
  case Opcode::SliceSet:
    return word.b + 1;
  case Opcode::SliceNew:
    return word.c + 2;
  default:
    return word.c + 1;
  }
}

void ConstantFacts::wants(const Site &site,
                          std::vector<uint32_t> &slots) const {
  const Instruction &word = site.word();
  if (std::optional<uint32_t> bytes = elemBytesSlot(site))
    slots.push_back(*bytes);
  switch (site.opcode()) {
  case Opcode::MapNew:
    slots.push_back(word.b);
    slots.push_back(word.b + 1);
    break;
  case Opcode::PtrNew:
  case Opcode::ArrayNew:
  case Opcode::SliceNew:
  case Opcode::QueueNew:
  case Opcode::MapSet:
  case Opcode::MapDelete:
  case Opcode::IndexCheck:
    slots.push_back(word.b);
    break;
  case Opcode::SliceAppend:
  case Opcode::MapGet:
    slots.push_back(word.c);
    break;
  // No rule asks for these, but consumers do (ProvenFacts.h): the element type
  // and size of an inline array, and the element type of append(s, t...).
  case Opcode::SliceSlice:
    if (word.flags & 4) {
      slots.push_back(word.b + 2);
      slots.push_back(word.b + 3);
    }
    break;
  case Opcode::CallExtern:
    if (site.meta<MetaCallExternLayout>()->args.size() == 3)
      slots.push_back(word.c + 2);
    break;
  default:
    break;
  }
}

void ConstantFacts::sources(const Site &site, uint32_t,
                            std::vector<uint32_t> &slots) const {
  if (site.opcode() != Opcode::Shl && site.opcode() != Opcode::Or)
    return;
  slots.push_back(site.word().b);
  slots.push_back(site.word().c);
}

void ConstantFacts::transfer(const Site &site) {
  const Instruction &word = site.word();
  if (!isTracked(word.a))
    return;
  switch (site.opcode()) {
  case Opcode::LoadInt:
    define(word.a, known(uint64_t(int64_t(word.imm32()))));
    break;
  case Opcode::LoadConst: {
    const Constant &constant = site.module().constants[word.b];
    if (auto *number = std::get_if<ConstInt>(&constant))
      define(word.a, known(uint64_t(number->value)));
    break;
  }
  case Opcode::Shl:
  case Opcode::Or:
    define(word.a, apply({word.op, read(word.b), read(word.c)}));
    break;
  default:
    break;
  }
}

Fact ConstantFacts::fold(const Operation &operation, const Fact &x,
                         const Fact &y) const {
  if (!x.isKnown() || !y.isKnown())
    return {Fact::Unknown};
  if (Opcode(operation.code) == Opcode::Or)
    return {Fact::Known, x.value | y.value};
  if (y.value >= 64)
    return {Fact::Unknown};
  return {Fact::Known, x.value << y.value};
}
