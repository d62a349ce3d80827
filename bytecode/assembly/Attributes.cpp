//===- Attributes.cpp - Names for bits of instructions
//---------------------===//

#include "bytecode/assembly/Attributes.h"

using namespace vo::bc;
using namespace vo::bc::assembly;
using Form = Attribute::Form;

static constexpr Attribute hint[] = {{"loop", 0, 1, Form::Flag}};
static constexpr Attribute loopInfo[] = {{"defer", 0, 1, Form::Flag},
                                         {"break", 1, 1, Form::Flag},
                                         {"continue", 2, 1, Form::Flag},
                                         {"depth", 4, 4, Form::Number}};
static constexpr Attribute returns[] = {{"error", 0, 1, Form::Flag},
                                        {"heap", 1, 1, Form::Flag}};
static constexpr Attribute shift[] = {{"unsigned", 0, 1, Form::Flag}};
static constexpr Attribute convI2F[] = {{"unsigned", 0, 1, Form::Flag},
                                        {"f32", 3, 1, Form::Flag}};
static constexpr Attribute convF2I[] = {{"unsigned", 0, 1, Form::Flag},
                                        {"width", 1, 2, Form::F2IWidth}};
static constexpr Attribute trunc[] = {{"width", 0, 7, Form::Number},
                                      {"signed", 7, 1, Form::Flag}};
static constexpr Attribute forLoop[] = {{"unsigned", 0, 1, Form::Flag},
                                        {"down", 1, 1, Form::Flag},
                                        {"inclusive", 2, 1, Form::Flag}};
static constexpr Attribute sliceSlice[] = {{"array", 0, 1, Form::Flag},
                                           {"max", 1, 1, Form::Flag},
                                           {"inline", 2, 1, Form::Flag}};
static constexpr Attribute queueNew[] = {{"width", 0, 7, Form::Number},
                                         {"port", 7, 1, Form::Flag}};
static constexpr Attribute queueWidth[] = {{"width", 0, 8, Form::Number}};
static constexpr Attribute queueRecv[] = {{"ok", 0, 1, Form::Flag},
                                          {"width", 1, 7, Form::Number}};
static constexpr Attribute selectBegin[] = {{"default", 0, 1, Form::Flag}};
static constexpr Attribute valueKind[] = {{"kind", 0, 8, Form::Kind}};
static constexpr Attribute ifaceAssert[] = {{"ok", 2, 1, Form::Flag}};
static constexpr Attribute barrier[] = {{"barrier", 0, 1, Form::Flag}};
static constexpr Attribute count[] = {{"count", 0, 8, Form::Number}};
static constexpr Attribute elem[] = {{"bytes", 0, 6, Form::Number},
                                     {"float", 6, 1, Form::Flag},
                                     {"signed", 7, 1, Form::Flag}};

std::span<const Attribute> assembly::attributesOf(FlagsKind kind) {
  switch (kind) {
  case FlagsKind::Hint:
    return hint;
  case FlagsKind::Return:
    return returns;
  case FlagsKind::Shift:
    return shift;
  case FlagsKind::ConvI2F:
    return convI2F;
  case FlagsKind::ConvF2I:
    return convF2I;
  case FlagsKind::Trunc:
    return trunc;
  case FlagsKind::ForLoop:
    return forLoop;
  case FlagsKind::SliceSlice:
    return sliceSlice;
  case FlagsKind::QueueNew:
    return queueNew;
  case FlagsKind::QueueWidth:
    return queueWidth;
  case FlagsKind::QueueRecv:
    return queueRecv;
  case FlagsKind::SelectBegin:
    return selectBegin;
  case FlagsKind::ValueKind:
    return valueKind;
  case FlagsKind::IfaceAssert:
    return ifaceAssert;
  case FlagsKind::Barrier:
    return barrier;
  case FlagsKind::Count:
    return count;
  case FlagsKind::Elem:
    return elem;
  case FlagsKind::None:
  case FlagsKind::FuncHi:
  case FlagsKind::FuncOrClosure:
  case FlagsKind::MethodMirror:
  case FlagsKind::ArgMirror:
  case FlagsKind::CountMirror:
  case FlagsKind::MetaWidthMirror:
  case FlagsKind::MapIterWidths:
    return {};
  }
  return {};
}

std::span<const Attribute> assembly::loopAttributes() { return loopInfo; }

static constexpr unsigned f2iWidths[] = {64, 8, 16, 32};

std::string assembly::printAttributes(std::span<const Attribute> attributes,
                                      uint32_t field) {
  std::string out;
  for (const Attribute &attribute : attributes) {
    uint32_t value = (field & attribute.mask()) >> attribute.shift;
    if (value == 0)
      continue;
    out += " " + std::string(attribute.word);
    if (attribute.form == Form::Number)
      out += "=" + std::to_string(value);
    else if (attribute.form == Form::F2IWidth)
      out += "=" + std::to_string(f2iWidths[value]);
    else if (attribute.form == Form::Kind && value < numValueKinds)
      out += "=" + std::string(name(ValueKind(value)));
    else if (attribute.form == Form::Kind)
      out += "=" + std::to_string(value);
  }
  return out;
}

uint32_t assembly::maskOf(std::span<const Attribute> attributes) {
  uint32_t mask = 0;
  for (const Attribute &attribute : attributes)
    mask |= attribute.mask();
  return mask;
}

std::optional<uint32_t> assembly::encodeNumber(const Attribute &attribute,
                                               uint64_t value) {
  if (attribute.form == Form::F2IWidth) {
    for (unsigned code = 0; code < std::size(f2iWidths); ++code)
      if (f2iWidths[code] == value)
        return code << attribute.shift;
    return std::nullopt;
  }
  if (attribute.form == Form::Flag || value >> attribute.bits)
    return std::nullopt;
  return uint32_t(value) << attribute.shift;
}

std::optional<uint32_t> assembly::encodeWord(const Attribute &attribute,
                                             std::string_view word) {
  if (attribute.form != Form::Kind)
    return std::nullopt;
  auto kind = fromName<ValueKind>(word);
  return kind ? std::optional<uint32_t>(uint32_t(*kind) << attribute.shift)
              : std::nullopt;
}

std::string_view assembly::usualMeta(MetaRule rule) {
  switch (rule) {
  case MetaRule::None:
    return {};
  case MetaRule::LoopEndOptional:
    return MetaLoopEnd::name;
  case MetaRule::ElemLayoutIfDynamic:
    return MetaElemLayout::name;
  case MetaRule::MapGet:
    return MetaMapGet::name;
  case MetaRule::MapSet:
    return MetaMapSet::name;
  case MetaRule::MapDelete:
    return MetaMapDelete::name;
  case MetaRule::PtrLayout:
    return MetaPtrLayout::name;
  case MetaRule::SlotLayout:
    return MetaSlotLayout::name;
  case MetaRule::CallLayout:
  case MetaRule::CallLayoutIfClosure:
    return MetaCallLayout::name;
  case MetaRule::CallExternLayout:
    return MetaCallExternLayout::name;
  case MetaRule::QueueLayout:
    return MetaQueueLayout::name;
  case MetaRule::MapIterNext:
    return MetaMapIterNext::name;
  case MetaRule::IfaceAssertLayout:
    return MetaIfaceAssertLayout::name;
  case MetaRule::MapNew:
    return MetaMapNew::name;
  case MetaRule::CallIfaceLayout:
    return MetaCallIfaceLayout::name;
  }
  return {};
}
