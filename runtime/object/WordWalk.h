//===- WordWalk.h - Visits the values in words of memory --------*- C++ -*-===//
//
// Equality and hashing see a value in the same way: words in declaration order,
// each by its abi::ComparedWord, and for interface values what they hold,
// structs and arrays included. One walk serves both, so that they cannot
// disagree about what belongs to a value. It goes over one value, or over two
// side by side that are of one type, and ends where the leaves say so.
//
// Values nest through interfaces as deep as a program likes, so the walk has a
// stack of its own; it takes memory only for structs and arrays in interfaces.
// Cost: linear in the value's size.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Module.h"
#include "runtime/object/Interface.h"

#include <array>
#include <string_view>
#include <vector>

namespace vo::rt {

/// How the words of a struct or array compare; none for types that the module
/// does not describe.
inline std::string_view wordsOfType(const Context &context, uint32_t rttid) {
  const abi::ModuleDescriptor *module = context.module;
  if (!module || rttid >= module->typeCount)
    return {};
  const abi::TypeInfo &type = module->types[rttid];
  return {module->typeWords + type.words, type.wordCount};
}

/// Whether interface data of this kind refers to a struct or an array.
inline bool isBoxed(ValueKind kind) {
  return kind == ValueKind::Struct || kind == ValueKind::Array;
}

/// Words that the value takes which begins with one of this kind.
constexpr unsigned wordsOf(abi::ComparedWord kind) {
  return kind == abi::ComparedWord::String      ? 3
         : kind == abi::ComparedWord::Interface ? 2
                                                : 1;
}

/// Leaves is a class with these members, each giving Same to go on:
///   Equality word(ComparedWord, const Places &)    any but interfaces
///   Equality types(Words headers)                  of interface values
///   Equality plain(ValueKind, Words data)          neither struct nor array
///   Equality boxes(Words data)                     before what they hold
template <size_t kSides, typename Leaves> class WordWalk {
public:
  using Words = std::array<uint64_t, kSides>;
  using Places = std::array<const uint64_t *, kSides>;

  WordWalk(const Context &context, Leaves &leaves)
      : context(context), leaves(leaves) {}

  /// Walks words in memory. What lies in no interface value is quick: keys of
  /// maps are compared here.
  Equality words(std::string_view pattern, Places at) {
    for (size_t word = 0; word < pattern.size();) {
      auto kind = abi::ComparedWord(pattern[word]);
      Equality result = kind == abi::ComparedWord::Interface
                            ? value(firstWords(at, 0), firstWords(at, 1))
                            : leaves.word(kind, at);
      if (result != Equality::Same)
        return result;
      unsigned words = wordsOf(kind);
      for (const uint64_t *&place : at)
        place += words;
      word += words;
    }
    return Equality::Same;
  }

  /// Walks interface values; the data word is bits or a reference.
  Equality value(const Words &headers, const Words &data) {
    Equality result = interfaces(headers, data);
    return result == Equality::Same ? run() : result;
  }

private:
  /// Words still to be walked, of one struct or array in an interface value.
  struct Part {
    Places at{};
    std::string_view pattern; // not empty
    size_t word = 0;          // next in the pattern
    uint64_t count = 0;       // words left
  };

  Equality run() {
    for (;;) {
      while (part.count != 0)
        if (Equality result = step(); result != Equality::Same)
          return result;
      if (outer.empty())
        return Equality::Same;
      part = outer.back();
      outer.pop_back();
    }
  }

  Equality step() {
    Places at = part.at;
    auto kind = abi::ComparedWord(part.pattern[part.word]);
    unsigned words = wordsOf(kind);
    for (const uint64_t *&place : part.at)
      place += words;
    part.count -= words;
    part.word += words;
    if (part.word == part.pattern.size())
      part.word = 0;
    if (kind == abi::ComparedWord::Uncomparable)
      return Equality::Uncomparable;
    if (kind != abi::ComparedWord::Interface)
      return leaves.word(kind, at);
    return interfaces(firstWords(at, 0), firstWords(at, 1));
  }

  static Words firstWords(const Places &at, unsigned word) {
    Words result;
    for (size_t side = 0; side < kSides; ++side)
      result[side] = at[side][word];
    return result;
  }

  Equality interfaces(const Words &headers, const Words &data) {
    if (Equality result = leaves.types(headers); result != Equality::Same)
      return result;
    ValueKind kind = kindOf(headers[0]);
    if (isBoxed(kind))
      return enter(headers[0], data);
    if (kind == ValueKind::Slice || kind == ValueKind::Map ||
        kind == ValueKind::Closure)
      return Equality::Uncomparable;
    return leaves.plain(kind, data);
  }

  /// Goes on with the words of a struct or array, if there are any. A type that
  /// has a slice, map or function in it is uncomparable whatever its values
  /// are.
  Equality enter(uint64_t header, const Words &data) {
    std::string_view pattern = wordsOfType(context, rttidOf(header));
    if (pattern.find(char(abi::ComparedWord::Uncomparable)) != pattern.npos)
      return Equality::Uncomparable;
    Equality result = leaves.boxes(data);
    if (result != Equality::Same || pattern.empty())
      return result;
    Part inner{{}, pattern, 0, pattern.size()};
    uint64_t start = 0;
    for (uint64_t box : data)
      if (box == 0)
        return Equality::Same;
    if (kindOf(header) == ValueKind::Array) {
      // All sides are of the same type, so they have the same length.
      const auto &array = *reinterpret_cast<const abi::ArrayObject *>(data[0]);
      inner.count = (array.length * array.elemBytes + abi::kWordBytes - 1) /
                    abi::kWordBytes;
      start = abi::kArrayDataOffset;
    }
    for (size_t side = 0; side < kSides; ++side)
      inner.at[side] = reinterpret_cast<const uint64_t *>(data[side] + start);
    if (part.count != 0)
      outer.push_back(part);
    part = inner;
    return Equality::Same;
  }

  const Context &context;
  Leaves &leaves;
  Part part;
  std::vector<Part> outer;
};

} // namespace vo::rt
