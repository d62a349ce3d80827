//===- Derived.h - Fields that hand-written text may leave out ---*- C++
//-*-===//
//
// A field that is left out of JSON or assembly has the value below; the
// assembly printer leaves out exactly the fields that have it.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_TEXT_DERIVED_H
#define VO_BYTECODE_TEXT_DERIVED_H

#include "bytecode/Schema.h"

namespace vo::bc::text {

/// Number fields: how many slots a layout beside them has; -1 for "no error
/// result"; 0 for all others.
template <class Record>
int64_t derivedNumber(const Record &, std::string_view) {
  return 0;
}
inline int64_t derivedNumber(const GlobalDef &record, std::string_view field) {
  return field == "slots" ? int64_t(record.slotTypes.size()) : 0;
}
inline int64_t derivedNumber(const ReturnShape &record,
                             std::string_view field) {
  return field == "slots" ? int64_t(record.slotTypes.size()) : 0;
}
inline int64_t derivedNumber(const FunctionDef &record,
                             std::string_view field) {
  if (field == "localSlots")
    return record.slotTypes.size();
  if (field == "retSlots")
    return record.retSlotTypes.size();
  return field == "errorRetSlot" ? -1 : 0;
}

/// Text lists: an interface's method names are those of its methods.
template <class Record>
std::vector<std::string> derivedTexts(const Record &, std::string_view) {
  return {};
}
inline std::vector<std::string> derivedTexts(const InterfaceMeta &record,
                                             std::string_view) {
  std::vector<std::string> names;
  for (const InterfaceMethod &method : record.methods)
    names.push_back(method.name);
  return names;
}

/// Visitor of Schema.h that gives the absent fields of `owner` their derived
/// values. Fields of other encodings keep their default.
template <class Record> struct FillAbsent {
  Record &owner;
  const std::vector<std::string_view> &absent;

  bool isAbsent(std::string_view field) const {
    for (std::string_view name : absent)
      if (name == field)
        return true;
    return false;
  }

  template <class Int> void number(const char *field, Int &out) {
    if (isAbsent(field))
      out = Int(derivedNumber(owner, field));
  }
  void texts(const char *field, std::vector<std::string> &out) {
    if (isAbsent(field))
      out = derivedTexts(owner, field);
  }

#define VO_IGNORE(method)                                                      \
  template <class... Args> void method(Args &&...) {}
  VO_IGNORE(text)
  VO_IGNORE(optText)
  VO_IGNORE(numbers)
  VO_IGNORE(flag)
  VO_IGNORE(enumerator)
  VO_IGNORE(enumerators)
  VO_IGNORE(layout)
  VO_IGNORE(packed)
  VO_IGNORE(packedList)
  VO_IGNORE(id)
  VO_IGNORE(ids)
  VO_IGNORE(optId)
  VO_IGNORE(taggedIds)
  VO_IGNORE(pc)
  VO_IGNORE(effects)
  VO_IGNORE(bits)
  VO_IGNORE(signedNumber)
  VO_IGNORE(records)

  VO_IGNORE(record)
  VO_IGNORE(optRecord)
  VO_IGNORE(variants)
  VO_IGNORE(lists)
  VO_IGNORE(code)
#undef VO_IGNORE
};

} // namespace vo::bc::text

#endif // VO_BYTECODE_TEXT_DERIVED_H
