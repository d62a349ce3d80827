#include "runtime/std/encoding/json/MadeTypes.h"

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::json;
using dynamic::DynamicType;
using dynamic::Types;

bool vo::rt::json::isAny(const Types &types, uint32_t rttid) {
  const DynamicType *type = types.find(rttid);
  return type && dynamic::kindOf(*type) == ValueKind::Interface &&
         type->interface == abi::kNoDynamic;
}

MadeTypes &vo::rt::json::madeTypes(Context &context, const Types &types) {
  static const char key = 0;
  auto &attached = heapOf(context).attachment(&key);
  if (attached)
    return static_cast<MadeTypes &>(*attached);
  auto found = std::make_unique<MadeTypes>();
  for (uint32_t rttid = 0; rttid < types.count(); ++rttid) {
    const DynamicType *type = types.find(rttid);
    if (!type || type->flags & abi::kDynamicNamed || !isAny(types, type->elem))
      continue;
    ValueKind kind = dynamic::kindOf(*type);
    if (kind == ValueKind::Slice)
      found->anySlice = rttid;
    else if (kind == ValueKind::Map && type->key == uint32_t(ValueKind::String))
      found->anyMap = rttid;
  }
  auto &made = *found;
  attached = std::move(found);
  return made;
}

/// How maps of a type with string keys are made.
const abi::MapType &vo::rt::json::mapTypeOf(MadeTypes &made, const Types &types,
                                            uint32_t rttid) {
  const DynamicType &type = types[rttid];
  static constexpr char kPattern[] = "svv";
  auto words = [&](uint32_t part) {
    return types[part].bytes / uint32_t{abi::kWordBytes};
  };
  return made.maps
      .try_emplace(rttid,
                   abi::MapType{type.layout, words(type.key), words(type.elem),
                                abi::mapKeyClass(kPattern),
                                abi::mapKeyFlags(kPattern), 0, kPattern})
      .first->second;
}
