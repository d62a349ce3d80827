//===- Moves.cpp - Loads, copies, globals, pointers, returns --------------===//

#include "bytecode/verify/code/Code.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::verify;

static void demandSlot(const Site &site, uint32_t slot, uint8_t allowed,
                       std::string_view what) {
  SlotType actual = site.frame()[slot];
  site.demand(allowed & only(actual), Rule::SlotTypes, what, " is loaded into ",
              actual, " slot ", slot);
}

static void checkLoadInt(const Site &site) {
  // All bits zero is the zero value of every slot type.
  int32_t value = site.word().imm32();
  demandSlot(site, site.word().a, value ? only(SlotType::Value) : anySlot,
             "a number");
}

static void checkLoadConst(const Site &site) {
  const Constant &constant = site.module().constants[site.word().b];
  uint8_t allowed = only(SlotType::Value);
  if (std::holds_alternative<ConstNil>(constant))
    allowed = anySlot;
  else if (std::holds_alternative<ConstFloat>(constant))
    allowed |= only(SlotType::Float);
  else if (!site.demand(!std::holds_alternative<ConstString>(constant),
                        Rule::ConstantKind, "constant ", site.word().b,
                        " is a String, which StrNew loads"))
    return;
  demandSlot(site, site.word().a, allowed, "the constant");
}

/// Both runs of slots hold the same, and do not cut an interface in two.
static void checkCopied(const Site &site, LayoutView from, LayoutView to,
                        bool wholeInterfaces) {
  site.demand(std::ranges::equal(from, to), Rule::SlotTypes, "copies ", from,
              " to ", to);
  site.demand(!wholeInterfaces || hasInterfacePairs(from), Rule::InterfacePairs,
              "copies half an interface of ", from);
}

static void checkCopy(const Site &site) {
  const Instruction &word = site.word();
  bool many = site.opcode() == Opcode::CopyN;
  uint32_t count = many ? word.c : 1;
  checkCopied(site, site.frame().subspan(word.b, count),
              site.frame().subspan(word.a, count), many);
}

static void checkGlobalMove(const Site &site) {
  const Instruction &word = site.word();
  bool reads =
      site.opcode() == Opcode::GlobalGet || site.opcode() == Opcode::GlobalGetN;
  uint32_t count = site.row().flags == FlagsKind::Count ? word.flags : 1;
  LayoutView global = site.globals.subspan(reads ? word.b : word.a, count);
  LayoutView local = site.frame().subspan(reads ? word.a : word.b, count);
  checkCopied(site, global, local, true);
}

static void checkPtrStore(const Site &site) {
  const Instruction &word = site.word();
  bool many = site.opcode() == Opcode::PtrSetN;
  LayoutView source = site.frame().subspan(word.c, many ? word.flags : 1);
  bool reference = std::ranges::any_of(source, [](SlotType type) {
    return type == SlotType::GcRef || type == SlotType::Interface1;
  });
  bool barrier = !many && word.flags & flag::barrier;
  site.demand(!reference || barrier, Rule::WriteBarrier, "stores ", source,
              " without a barrier");
}

static void checkStrNew(const Site &site) {
  const Constant &constant = site.module().constants[site.word().b];
  site.demand(std::holds_alternative<ConstString>(constant), Rule::ConstantKind,
              "constant ", site.word().b, " is no String");
}

static void checkReturn(const Site &site) {
  const Instruction &word = site.word();
  const FunctionDef &function = site.function;
  if (word.flags & flag::errorReturn)
    site.demand(function.errorRetSlot >= 0, Rule::ReturnShape,
                "error return of a function without error result");
  if (word.flags & flag::heapReturns) {
    site.demand(function.heapRetGcrefCount != 0 &&
                    word.a == function.heapRetGcrefStart &&
                    word.b == function.heapRetGcrefCount,
                Rule::ReturnShape, "returns boxes ", word.a, "..",
                word.a + word.b, ", the function has ",
                function.heapRetGcrefCount, " from slot ",
                function.heapRetGcrefStart);
    return;
  }
  if (site.demand(word.b == function.retSlots, Rule::ReturnShape, "returns ",
                  word.b, " slots of ", function.retSlots)) {
    LayoutView values = site.frame().subspan(word.a, word.b);
    site.demand(std::ranges::equal(values, function.retSlotTypes),
                Rule::SlotTypes, "returns ", values, " as ",
                function.retSlotTypes);
  }
}

static void checkClosureGet(const Site &site) {
  const Instruction &word = site.word();
  const Layout &captures = site.function.captureSlotTypes;
  if (site.demand(site.function.isClosure && word.b < captures.size(),
                  Rule::ClosureGet, "capture ", word.b, " of ", captures.size(),
                  site.function.isClosure ? "" : " outside a closure"))
    demandSlot(site, word.a, only(captures[word.b]), "the capture");
}

static void checkMapIterNext(const Site &site) {
  struct Run {
    std::string_view what;
    uint64_t start, count;
  };
  const Instruction &word = site.word();
  auto *meta = site.meta<MetaMapIterNext>();
  const Run runs[] = {{"key", word.a, meta->key.size()},
                      {"value", word.a + meta->key.size(), meta->val.size()},
                      {"iterator", word.b, mapIteratorLayout.size()},
                      {"ok", word.c, 1}};
  for (const Run &x : runs)
    for (const Run &y : runs)
      if (&x < &y)
        site.demand(x.count == 0 || y.count == 0 ||
                        x.start + x.count <= y.start ||
                        y.start + y.count <= x.start,
                    Rule::WindowOverlap, x.what, " and ", y.what, " overlap");
}

void vo::bc::verify::checkMoves(const Site &site) {
  switch (site.opcode()) {
  case Opcode::LoadInt:
    return checkLoadInt(site);
  case Opcode::LoadConst:
    return checkLoadConst(site);
  case Opcode::Copy:
  case Opcode::CopyN:
    return checkCopy(site);
  case Opcode::GlobalGet:
  case Opcode::GlobalGetN:
  case Opcode::GlobalSet:
  case Opcode::GlobalSetN:
    return checkGlobalMove(site);
  case Opcode::PtrSet:
  case Opcode::PtrSetN:
    return checkPtrStore(site);
  case Opcode::StrNew:
    return checkStrNew(site);
  case Opcode::Return:
    return checkReturn(site);
  case Opcode::ClosureGet:
    return checkClosureGet(site);
  case Opcode::MapIterNext:
    return checkMapIterNext(site);
  default:
    return;
  }
}
