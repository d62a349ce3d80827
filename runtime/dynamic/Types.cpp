#include "runtime/dynamic/Types.h"

#include <algorithm>

using namespace vo;
using namespace vo::rt;
using namespace vo::rt::dynamic;

const char *vo::rt::dynamic::nameOf(ValueKind kind) {
  static constexpr const char *kNames[] = {
      "Void",    "Bool",      "Int",     "Int8",    "Int16",
      "Int32",   "Int64",     "Uint",    "Uint8",   "Uint16",
      "Uint32",  "Uint64",    "Float32", "Float64", "Array",
      "Struct",  "Interface", "String",  "Slice",   "Map",
      "Channel", "Closure",   "Pointer", "Port",    "Island"};
  return kNames[unsigned(kind)];
}

const DynamicMember *Types::find(abi::DynamicRange members,
                                 std::string_view name) const {
  std::span list(tables->members + members.begin, members.count);
  auto textOf = [&](const DynamicMember &member) {
    return std::string_view(tables->text + member.name, member.nameLength);
  };
  auto found = std::ranges::lower_bound(list, name, {}, textOf);
  return found != list.end() && textOf(*found) == name ? &*found : nullptr;
}

/// The method table by which a type implements the interface.
static std::optional<uint32_t> findItab(abi::InterfaceTable table,
                                        uint32_t rttid) {
  std::span rows(table + 1, table[0]);
  auto row = std::ranges::lower_bound(rows, abi::implementerRow(rttid, 0));
  if (row == rows.end() || *row >> 32 != rttid)
    return std::nullopt;
  return uint32_t(*row);
}

bool Types::implements(uint32_t source, const DynamicType &target) const {
  const DynamicType &interface = underlying(target);
  if (interface.interface == abi::kNoDynamic)
    return true;
  if (kindOf(tables->types[source]) != ValueKind::Interface)
    return findItab(tables->interfaces[interface.interface], source)
        .has_value();
  return std::ranges::count(numbers(interface.wider),
                            tables->types[source].underlying) != 0;
}

bool Types::isAssignable(uint32_t source, const DynamicType &target) const {
  const DynamicType *type = find(source);
  if (!type)
    return false;
  if (type == &target)
    return true;
  if (kindOf(target) == ValueKind::Interface)
    return implements(source, target);
  bool bothNamed = type->flags & target.flags & abi::kDynamicNamed;
  return !bothNamed && type->underlying == target.underlying;
}

std::optional<uint64_t> Types::converted(uint64_t header,
                                         const DynamicType &interface) const {
  uint64_t type = uint32_t(header);
  uint32_t number = underlying(interface).interface;
  if (type == 0 || number == abi::kNoDynamic)
    return type;
  if (auto itab = findItab(tables->interfaces[number], rt::rttidOf(header)))
    return uint64_t{*itab} << 32 | type;
  return std::nullopt;
}

bool Types::hasMethods(uint32_t rttid) const {
  const DynamicType *type = find(rttid);
  if (type && kindOf(*type) == ValueKind::Pointer)
    type = find(type->elem);
  return type && type->flags & abi::kDynamicNamed;
}
