//===- Site.cpp - Layouts that an instruction refers to -------------------===//

#include "bytecode/verify/code/Site.h"

using namespace vo::bc;
using namespace vo::bc::verify;

std::optional<uint8_t> vo::bc::verify::metadataTag(MetaRule rule) {
  switch (rule) {
  case MetaRule::None:
    return std::nullopt;
  case MetaRule::LoopEndOptional:
    return MetaLoopEnd::tag;
  case MetaRule::ElemLayoutIfDynamic:
    return MetaElemLayout::tag;
  case MetaRule::MapGet:
    return MetaMapGet::tag;
  case MetaRule::MapSet:
    return MetaMapSet::tag;
  case MetaRule::MapDelete:
    return MetaMapDelete::tag;
  case MetaRule::PtrLayout:
    return MetaPtrLayout::tag;
  case MetaRule::SlotLayout:
    return MetaSlotLayout::tag;
  case MetaRule::CallLayout:
  case MetaRule::CallLayoutIfClosure:
    return MetaCallLayout::tag;
  case MetaRule::CallExternLayout:
    return MetaCallExternLayout::tag;
  case MetaRule::QueueLayout:
    return MetaQueueLayout::tag;
  case MetaRule::MapIterNext:
    return MetaMapIterNext::tag;
  case MetaRule::IfaceAssertLayout:
    return MetaIfaceAssertLayout::tag;
  case MetaRule::MapNew:
    return MetaMapNew::tag;
  case MetaRule::CallIfaceLayout:
    return MetaCallIfaceLayout::tag;
  }
  return std::nullopt;
}

bool vo::bc::verify::isClosureForm(const Site &site) {
  return site.row().flags == FlagsKind::FuncOrClosure &&
         site.word().flags & flag::closureForm;
}

const FunctionDef *vo::bc::verify::calledFunction(const Site &site) {
  uint32_t id;
  if (site.row().flags == FlagsKind::FuncHi)
    id = site.word().functionId();
  else if (site.row().flags == FlagsKind::FuncOrClosure && !isClosureForm(site))
    id = site.word().spawnedFunctionId();
  else
    return nullptr;
  const std::vector<FunctionDef> &functions = site.module().functions;
  return id < functions.size() ? &functions[id] : nullptr;
}

uint32_t vo::bc::verify::elemBytesOf(uint8_t flags) { return flags & 0x3F; }

/// What an element without metadata holds.
static LayoutView impliedElemLayout(uint8_t flags) {
  static constexpr std::array<SlotType, 8> values{};
  static_assert(values[0] == SlotType::Value);
  static constexpr SlotType real[] = {SlotType::Float};
  if (flags & flag::elemFloat)
    return real;
  return LayoutView(values).first((elemBytesOf(flags) + 7) / 8);
}

LayoutView vo::bc::verify::elemLayout(const Site &site) {
  auto *meta = site.meta<MetaElemLayout>();
  if (meta && meta->elemBytes == 0)
    return {};
  return elemTypeLayout(site);
}

LayoutView vo::bc::verify::elemTypeLayout(const Site &site) {
  if (auto *meta = site.meta<MetaElemLayout>())
    return meta->slotLayout;
  return impliedElemLayout(site.word().flags);
}

std::optional<CallLayouts> vo::bc::verify::callLayouts(const Site &site) {
  if (auto *meta = site.meta<MetaCallIfaceLayout>())
    return CallLayouts{meta->args, meta->rets};
  if (auto *meta = site.meta<MetaCallExternLayout>())
    return CallLayouts{meta->args, meta->rets};
  // The callee decides, even where metadata repeats what it says.
  if (const FunctionDef *callee = calledFunction(site)) {
    LayoutView frame = callee->slotTypes;
    return CallLayouts{frame.first(callee->paramSlots), callee->retSlotTypes};
  }
  if (auto *meta = site.meta<MetaCallLayout>())
    return CallLayouts{meta->args, meta->rets};
  return std::nullopt;
}
