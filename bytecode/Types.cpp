//===- Types.cpp - Names of enumerators, and layout facts -----------------===//

#include "bytecode/Types.h"

using namespace vo::bc;

std::string_view vo::bc::name(ValueKind kind) {
  switch (kind) {
#define VO_VALUE_KIND(number, name)                                            \
  case ValueKind::name:                                                        \
    return #name;
#include "bytecode/Enums.def"
  }
  return "?";
}

std::string_view vo::bc::name(SlotType type) {
  switch (type) {
#define VO_SLOT_TYPE(number, name, abbreviation)                               \
  case SlotType::name:                                                         \
    return #name;
#include "bytecode/Enums.def"
  }
  return "?";
}

std::string_view vo::bc::abbreviation(SlotType type) {
  switch (type) {
#define VO_SLOT_TYPE(number, name, abbreviation)                               \
  case SlotType::name:                                                         \
    return abbreviation;
#include "bytecode/Enums.def"
  }
  return "?";
}

std::string_view vo::bc::name(ChanDir dir) {
  switch (dir) {
#define VO_CHAN_DIR(number, name)                                              \
  case ChanDir::name:                                                          \
    return #name;
#include "bytecode/Enums.def"
  }
  return "?";
}

std::string_view vo::bc::name(AssertKind kind) {
  switch (kind) {
#define VO_ASSERT_KIND(number, name)                                           \
  case AssertKind::name:                                                       \
    return #name;
#include "bytecode/Enums.def"
  }
  return "?";
}

std::string_view vo::bc::name(ExtSlotKind kind) {
  switch (kind) {
#define VO_EXT_SLOT_KIND(number, name)                                         \
  case ExtSlotKind::name:                                                      \
    return #name;
#include "bytecode/Enums.def"
  }
  return "?";
}

std::string_view vo::bc::name(ParamShapeKind kind) {
  switch (kind) {
#define VO_PARAM_SHAPE(number, name)                                           \
  case ParamShapeKind::name:                                                   \
    return #name;
#include "bytecode/Enums.def"
  }
  return "?";
}

std::string_view vo::bc::name(ExternEffect effect) {
  switch (effect) {
#define VO_EXTERN_EFFECT(bit, name)                                            \
  case ExternEffect::name:                                                     \
    return #name;
#include "bytecode/Enums.def"
  }
  return "?";
}

template <class Enum>
static std::optional<Enum> findByName(std::string_view wanted, unsigned count) {
  for (unsigned i = 0; i < count; ++i)
    if (name(Enum(i)) == wanted)
      return Enum(i);
  return std::nullopt;
}

namespace vo::bc {
template <> std::optional<ValueKind> fromName(std::string_view name) {
  return findByName<ValueKind>(name, numValueKinds);
}
template <> std::optional<SlotType> fromName(std::string_view name) {
  return findByName<SlotType>(name, numSlotTypes);
}
template <> std::optional<ChanDir> fromName(std::string_view name) {
  return findByName<ChanDir>(name, numChanDirs);
}
template <> std::optional<AssertKind> fromName(std::string_view name) {
  return findByName<AssertKind>(name, numAssertKinds);
}
template <> std::optional<ExtSlotKind> fromName(std::string_view name) {
  return findByName<ExtSlotKind>(name, numExtSlotKinds);
}
template <> std::optional<ParamShapeKind> fromName(std::string_view name) {
  return findByName<ParamShapeKind>(name, numParamShapes);
}
template <> std::optional<ExternEffect> fromName(std::string_view wanted) {
  for (unsigned bit = 0; bit < numExternEffects; ++bit)
    if (name(ExternEffect(uint64_t(1) << bit)) == wanted)
      return ExternEffect(uint64_t(1) << bit);
  return std::nullopt;
}
} // namespace vo::bc

uint32_t vo::bc::gcScanSlots(const Layout &layout) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < layout.size(); ++i) {
    if (layout[i] == SlotType::GcRef)
      count = i + 1;
    else if (layout[i] == SlotType::Interface0)
      count = i + 2;
  }
  return count;
}
