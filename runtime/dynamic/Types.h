//===- Types.h - The program's types by number and name ---------*- C++ -*-===//
//
// Reads the tables of abi/Dynamic.h. Nothing here collects or allocates.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/abi/Dynamic.h"
#include "runtime/object/ValueKind.h"

#include <optional>
#include <span>
#include <string_view>

namespace vo::rt::dynamic {

using abi::DynamicMember;
using abi::DynamicType;

inline ValueKind kindOf(const DynamicType &type) {
  return static_cast<ValueKind>(type.kind);
}

inline bool isInteger(ValueKind kind) {
  return kind >= ValueKind::Int && kind <= ValueKind::Uint64;
}

/// The kind as error texts name it.
const char *nameOf(ValueKind kind);

class Types {
public:
  /// A module without tables knows no types.
  explicit Types(const Context &context) : tables(context.module->dynamic) {}

  /// The type of that number; null if nothing is known of it.
  const DynamicType *find(uint32_t rttid) const {
    if (!tables || rttid >= tables->typeCount || !tables->types[rttid].kind)
      return nullptr;
    return &tables->types[rttid];
  }
  uint32_t count() const { return tables ? tables->typeCount : 0; }
  /// That of a type which the tables refer to.
  const DynamicType &operator[](uint32_t rttid) const {
    return tables->types[rttid];
  }
  const DynamicType &underlying(const DynamicType &type) const {
    return tables->types[type.underlying];
  }
  uint32_t rttidOf(const DynamicType &type) const {
    return uint32_t(&type - tables->types);
  }
  /// Header of such values in empty interfaces.
  uint64_t headerOf(uint32_t rttid) const {
    return uint64_t{rttid} << 8 | tables->types[rttid].kind;
  }

  const DynamicMember &member(uint32_t number) const {
    return tables->members[number];
  }
  /// The member with that name; null if there is none.
  const DynamicMember *find(abi::DynamicRange members,
                            std::string_view name) const;
  /// The fields of a struct as they are declared, where natives need them.
  std::span<const abi::DynamicField> fields(abi::DynamicRange range) const {
    return {tables->fields + range.begin, range.count};
  }
  /// `package.Name` of a named type, where natives look into values; else "".
  std::string_view nameOf(const DynamicType &type) const {
    return textOf(type.name, type.nameLength);
  }
  std::string_view textOf(uint32_t begin, uint32_t length) const {
    return {tables->text + begin, length};
  }
  std::span<const uint32_t> numbers(abi::DynamicRange range) const {
    return {tables->numbers + range.begin, range.count};
  }
  const void *code(uint32_t number) const { return tables->code[number]; }

  /// Whether the type of values, an interface's dynamic one or any other, can
  /// be assigned to the target. There is no type 0: nil can be to no target.
  bool isAssignable(uint32_t source, const DynamicType &target) const;

  /// Header of an interface value as one of an interface type; nothing when its
  /// type does not implement that. Nil stays nil.
  std::optional<uint64_t> converted(uint64_t header,
                                    const DynamicType &interface) const;
  /// Whether values of the type have methods: it has a name, or points to one
  /// that has.
  bool hasMethods(uint32_t rttid) const;

private:
  bool implements(uint32_t source, const DynamicType &target) const;

  const abi::DynamicTables *tables;
};

} // namespace vo::rt::dynamic
