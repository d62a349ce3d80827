//===- Fields.h - The fields of a struct by names of a format ---*- C++ -*-===//
//
// What an encoding (json, ...) calls the fields of a struct. The name is the
// one in the tag with the format's key, or else that of the field with its
// first letter in lower case; the tag "-" leaves a field out. Only exported
// fields have names. Fields of embedded structs without a name in a tag count
// as the outer struct's own. Of several with the same name the one at the least
// depth is meant, there the one whose tag has the name; if that leaves several,
// none is. (Go's package encoding/json describes the same rules.)
//
// Cost: a list is made once per struct type, format and heap, in time linear in
// the fields of the struct and of those embedded in it.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/dynamic/Types.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace vo::rt::encoding {

struct NamedField {
  std::string name;
  uint32_t type;   // rttid
  uint32_t place;  // bytes from the start of the struct that the way leads to
  uint32_t way;    // last of the pointers on the way, plus 1; 0 = none
  bool omitsEmpty; // left out of texts if it is empty
};

class NamedFields {
public:
  /// Those of a struct type; `key` is the format's in tags.
  NamedFields(const dynamic::Types &types, const dynamic::DynamicType &type,
              std::string_view key);

  /// In order of declaration, embedded ones in the place of their struct.
  const std::vector<NamedField> &all() const { return fields; }

  /// The field of that name, or else the first one whose name differs in the
  /// case of ASCII letters only; null if there is none. Takes logarithmic time.
  const NamedField *find(std::string_view name) const;

  /// An embedded pointer.
  struct Step {
    uint32_t place;   // bytes from where the way before leads to
    uint32_t pointee; // rttid of the struct
  };
  /// The pointers that lead to a field, in order.
  std::vector<Step> wayTo(const NamedField &field) const;

private:
  friend class FieldCollector;
  struct LinkedStep {
    Step step;
    uint32_t before; // plus 1; 0 = none
  };

  std::vector<NamedField> fields;
  std::vector<LinkedStep> steps;
  std::vector<uint32_t> exact;                           // numbers, by name
  std::vector<std::pair<std::string, uint32_t>> similar; // in lower case
};

/// The lists of a heap's program for one format. `key` is an address that tells
/// the formats apart and holds the key of tags.
const NamedFields &fieldsOf(Context &context, const dynamic::Types &types,
                            uint32_t structType, const std::string_view &key);

} // namespace vo::rt::encoding
