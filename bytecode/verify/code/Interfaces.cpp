//===- Interfaces.cpp - IfaceAssign and IfaceAssert -----------------------===//

#include "bytecode/verify/code/Code.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::verify;

/// In place of an itab id: the target is the empty interface.
static constexpr uint32_t noItab = 0xFFFFFFFF;

/// What makes `method` unfit to be called through an interface that holds a
/// value of that kind; empty when nothing does.
static std::string receiverProblem(const Site &site, const MethodInfo &method,
                                   ValueKind kind) {
  if (method.isPointerReceiver && kind != ValueKind::Pointer)
    return "has a pointer receiver";
  SlotType expected =
      method.receiverIsIfaceBoxed ? SlotType::GcRef : slotTypeOf(kind);
  const FunctionDef &target = site.module().functions[method.funcId];
  if (target.recvSlots != 1 || target.slotTypes[0] != expected)
    return text("does not take a ", expected, " receiver");
  return {};
}

static void checkItabOfSource(const Site &site, uint32_t rttid, ValueKind kind,
                              uint32_t itabId) {
  const Module &module = site.module();
  const Itab &itab = module.itabs[itabId];
  const InterfaceMeta &face = module.interfaceMetas[itab.ifaceMetaId];
  std::optional<uint32_t> named =
      site.context.types.namedTypeBehindPointers(rttid);
  if (!site.demand(named.has_value(), Rule::IfaceAssign, "run-time type ",
                   rttid, " has no methods for itab ", itabId))
    return;
  for (size_t i = 0; i < itab.methods.size(); ++i) {
    if (!site.context.report.spend(1))
      return;
    const InterfaceMethod &wanted = face.methods[i];
    const MethodInfo *method = site.context.methods.find(*named, wanted.name);
    bool found = method && method->signatureRttid == wanted.signatureRttid &&
                 method->funcId == itab.methods[i];
    std::string problem = found ? receiverProblem(site, *method, kind)
                                : std::string("is not the one in the itab");
    site.demand(problem.empty(), Rule::IfaceAssign, "method '", wanted.name,
                "' of named type ", *named, " ", problem);
  }
}

static void checkConcreteSource(const Site &site, ValueKind kind,
                                uint32_t rttid, uint32_t itab) {
  // Wider ids would be cut off by the packed word.
  bool fits = rttid < ValueRttid::invalidId &&
              site.context.types.isValid(ValueRttid(kind, rttid));
  if (!site.demand(fits, Rule::IfaceAssign, "the source is no ", kind,
                   " of run-time type ", rttid))
    return;
  if (itab == noItab)
    return;
  if (site.demand(itab != 0 && itab < site.module().itabs.size(),
                  Rule::IfaceAssign, "itab ", itab, " of ",
                  site.module().itabs.size()))
    checkItabOfSource(site, rttid, kind, itab);
}

static void checkIfaceAssign(const Site &site) {
  const Constant &constant = site.module().constants[site.word().c];
  auto *number = std::get_if<ConstInt>(&constant);
  if (!site.demand(number, Rule::ConstantKind, "constant ", site.word().c,
                   " is no Int"))
    return;
  uint32_t high = uint64_t(number->value) >> 32;
  uint32_t low = uint32_t(number->value);
  ValueKind kind = ValueKind(site.word().flags);
  if (kind == ValueKind::Void)
    site.demand(number->value == 0, Rule::IfaceAssign,
                "nil source with constant ", number->value);
  else if (kind == ValueKind::Interface)
    site.demand(high == 0 &&
                    (low == 0 || low < site.module().interfaceMetas.size()),
                Rule::IfaceAssign, "target interface ", number->value, " of ",
                site.module().interfaceMetas.size());
  else
    checkConcreteSource(site, kind, high, low);
}

static void checkConcreteTarget(const Site &site,
                                const MetaIfaceAssertLayout &meta) {
  const Module &module = site.module();
  TypeTable &types = site.context.types;
  if (!site.demand(meta.targetId < module.runtimeTypes.size(),
                   Rule::IfaceAssert, "run-time type ", meta.targetId, " of ",
                   module.runtimeTypes.size()))
    return;
  ValueKind kind = types.kindOf(meta.targetId);
  site.demand(kind != ValueKind::Interface, Rule::IfaceAssert, "run-time type ",
              meta.targetId, " is an interface");
  site.demand(types.hasLayout(ValueRttid(kind, meta.targetId), meta.result),
              Rule::IfaceAssert, "result ", meta.result,
              " is not the layout of run-time type ", meta.targetId);
}

static void checkIfaceAssert(const Site &site) {
  auto *meta = site.meta<MetaIfaceAssertLayout>();
  if (meta->assertKind == AssertKind::Concrete)
    return checkConcreteTarget(site, *meta);
  size_t faces = site.module().interfaceMetas.size();
  site.demand(meta->targetId < faces, Rule::IfaceAssert, "interface meta ",
              meta->targetId, " of ", faces);
  site.demand(std::ranges::equal(meta->result, interfacePair),
              Rule::IfaceAssert, "result ", meta->result, " is no interface");
}

void vo::bc::verify::checkInterfaceOps(const Site &site) {
  if (site.opcode() == Opcode::IfaceAssign)
    checkIfaceAssign(site);
  else if (site.opcode() == Opcode::IfaceAssert)
    checkIfaceAssert(site);
}
