#include "runtime/std/encoding/MadeTypes.h"

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::encoding;
using dynamic::DynamicType;
using dynamic::Types;

bool vo::rt::encoding::isAny(const Types &types, uint32_t rttid) {
  const DynamicType *type = types.find(rttid);
  return type && dynamic::kindOf(*type) == ValueKind::Interface &&
         type->interface == abi::kNoDynamic;
}

TokenKind vo::rt::encoding::kindOfString(const Types &types, uint32_t rttid,
                                         const Format &format) {
  static constexpr std::string_view kNames[kTimeKinds] = {
      "OffsetDateTime", "LocalDateTime", "LocalDate", "LocalTime"};
  if (format.timePackage.empty())
    return TokenKind::String;
  const DynamicType *type = types.find(rttid);
  std::string_view name = type ? types.nameOf(*type) : std::string_view();
  if (!name.starts_with(format.timePackage))
    return TokenKind::String;
  name.remove_prefix(format.timePackage.size());
  for (unsigned i = 0; i < kTimeKinds; ++i)
    if (name.size() == kNames[i].size() + 1 && name[0] == '.' &&
        name.ends_with(kNames[i]))
      return TokenKind(unsigned(TokenKind::OffsetDateTime) + i);
  return TokenKind::String;
}

static std::unique_ptr<MadeTypes> search(const Types &types,
                                         const Format &format) {
  auto found = std::make_unique<MadeTypes>();
  for (uint32_t rttid = 0; rttid < types.count(); ++rttid) {
    const DynamicType *type = types.find(rttid);
    if (!type)
      continue;
    ValueKind kind = dynamic::kindOf(*type);
    if (type->flags & abi::kDynamicNamed) {
      TokenKind time = kind == ValueKind::String
                           ? kindOfString(types, rttid, format)
                           : TokenKind::String;
      if (time != TokenKind::String)
        found->times[unsigned(time) - unsigned(TokenKind::OffsetDateTime)] =
            rttid;
    } else if (!isAny(types, type->elem))
      continue;
    else if (kind == ValueKind::Slice)
      found->anySlice = rttid;
    else if (kind == ValueKind::Map && type->key == uint32_t(ValueKind::String))
      found->anyMap = rttid;
  }
  return found;
}

MadeTypes &vo::rt::encoding::madeTypes(Context &context, const Types &types,
                                       const Format &format) {
  // Not by the format's own address, which is that of its first member, too:
  // Fields.h keeps its lists there.
  auto &attached = heapOf(context).attachment(&format.timePackage);
  if (!attached)
    attached = search(types, format);
  return static_cast<MadeTypes &>(*attached);
}

const abi::MapType &vo::rt::encoding::mapTypeOf(MadeTypes &made,
                                                const Types &types,
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
