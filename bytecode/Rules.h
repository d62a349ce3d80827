//===- Rules.h - What the decoder itself insists on --------------*- C++
//-*-===//
//
// Rules about single records that hold for every module in the file format.
// The reader applies them after decoding a record, the writer before encoding
// it, so that what is written can be read. Rules between records are the
// verifier's.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_RULES_H
#define VO_BYTECODE_RULES_H

#include "bytecode/Model.h"

namespace vo::bc {

/// Largest file, in bytes.
inline constexpr uint64_t maxFileSize = 128u << 20;

/// Most memory, in bytes, that decoding one module may ask for.
inline constexpr uint64_t decodeBudget = 512u << 20;

/// What is wrong with a record; empty when nothing is.
template <class Record> std::string violation(const Record &) { return {}; }
template <> std::string violation(const StructMeta &record);
template <> std::string violation(const InterfaceMeta &record);
template <> std::string violation(const NamedTypeMeta &record);
template <> std::string violation(const RuntimeStruct &record);
template <> std::string violation(const RuntimeInterface &record);
template <> std::string violation(const FunctionDef &record);
template <> std::string violation(const ReturnShape &record);
template <> std::string violation(const ExternDef &record);

/// Brings the record into the one order the format has (methods of a named
/// type by name).
template <class Record> void canonicalize(Record &) {}
template <> void canonicalize(NamedTypeMeta &record);

/// Strict UTF-8: no surrogates, no overlong forms, nothing above U+10FFFF.
bool isUtf8(std::string_view text);

} // namespace vo::bc

#endif // VO_BYTECODE_RULES_H
