//===- Calls.cpp - Calls, spawns, defers, closures ------------------------===//

#include "bytecode/verify/code/Code.h"
#include "bytecode/verify/tables/BuiltinExterns.h"

#include <algorithm>

using namespace vo::bc;
using namespace vo::bc::verify;

static void checkCallIface(const Site &site) {
  const Module &module = site.module();
  auto *meta = site.meta<MetaCallIfaceLayout>();
  site.demand(site.word().b != 0, Rule::CallShape,
              "no slot for the receiver below the arguments");
  bool known =
      meta->ifaceMetaId < module.interfaceMetas.size() &&
      meta->methodIdx < module.interfaceMetas[meta->ifaceMetaId].methods.size();
  if (!site.demand(known, Rule::CallIface, "no method ", meta->methodIdx,
                   " of interface meta ", meta->ifaceMetaId))
    return;
  const InterfaceMethod &method =
      module.interfaceMetas[meta->ifaceMetaId].methods[meta->methodIdx];
  auto &signature =
      std::get<RuntimeFunc>(module.runtimeTypes[method.signatureRttid]);
  TypeTable &types = site.context.types;
  site.demand(types.hasLayout(signature.params, meta->args) &&
                  types.hasLayout(signature.results, meta->rets),
              Rule::CallIface, "arguments ", meta->args, " and results ",
              meta->rets, " do not fit the signature of '", method.name, "'");
}

static bool kindsFit(const ExternDef &def, LayoutView args) {
  if (def.paramKinds.empty())
    return true;
  return std::ranges::equal(
      def.paramKinds, args, [](ExtSlotKind kind, SlotType type) {
        return (kind == ExtSlotKind::Bytes) == (type == SlotType::GcRef);
      });
}

static bool returnsFit(const ExternDef &def, LayoutView rets) {
  if (!def.returns.slotTypes.empty())
    return std::ranges::equal(def.returns.slotTypes, rets);
  return rets.size() == def.returns.slots &&
         std::ranges::all_of(
             rets, [](SlotType type) { return type == SlotType::Value; });
}

static void checkCallExtern(const Site &site) {
  const ExternDef &def = site.module().externs[site.word().b];
  auto *meta = site.meta<MetaCallExternLayout>();
  bool widthFits = def.params.kind != ParamShapeKind::Exact ||
                   meta->args.size() == def.params.slots;
  site.demand(widthFits && kindsFit(def, meta->args), Rule::CallExtern,
              "arguments ", meta->args, " do not fit extern '", def.name, "'");
  site.demand(returnsFit(def, meta->rets), Rule::CallExtern, "results ",
              meta->rets, " do not fit extern '", def.name, "'");
  if (const BuiltinExtern *row = findBuiltinExtern(def.name))
    site.demand(row->params.matches(meta->args), Rule::CallExtern, "arguments ",
                meta->args, " of '", def.name, "' are not '",
                row->params.spelling(), "'");
}

/// GoStart, DeferPush, ErrDeferPush: c is the number of argument slots.
static void checkSpawn(const Site &site) {
  auto *meta = site.meta<MetaCallLayout>();
  std::optional<CallLayouts> call = callLayouts(site);
  if (!call)
    return;
  site.demand(call->args.size() == site.word().c, Rule::CallShape, "passes ",
              site.word().c, " slots, the target takes ", call->args.size());
  // A static defer's metadata is not looked at.
  if (!isClosureForm(site) && site.opcode() != Opcode::GoStart)
    return;
  site.demand(meta->rets.empty(), Rule::CallShape, "has results ", meta->rets);
  site.demand(std::ranges::equal(meta->args, call->args), Rule::CallShape,
              "metadata has arguments ", meta->args, ", the target takes ",
              call->args);
}

static void checkGoIsland(const Site &site) {
  auto *meta = site.meta<MetaCallLayout>();
  site.demand(meta->rets.empty(), Rule::CallShape, "has results ", meta->rets);
}

static void checkClosureNew(const Site &site) {
  const FunctionDef &target = *calledFunction(site);
  site.demand(site.word().c == target.captureSlotTypes.size(), Rule::ClosureNew,
              "makes ", site.word().c, " captures, '", target.name, "' has ",
              target.captureSlotTypes.size());
}

void vo::bc::verify::checkCalls(const Site &site) {
  switch (site.opcode()) {
  case Opcode::CallIface:
    return checkCallIface(site);
  case Opcode::CallExtern:
    return checkCallExtern(site);
  case Opcode::GoStart:
  case Opcode::DeferPush:
  case Opcode::ErrDeferPush:
    return checkSpawn(site);
  case Opcode::GoIsland:
    return checkGoIsland(site);
  case Opcode::ClosureNew:
    return checkClosureNew(site);
  default:
    return;
  }
}
