#include "runtime/object/Interface.h"

#include "runtime/abi/Module.h"
#include "runtime/object/String.h"

#include <bit>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <vector>

namespace vo::rt {

using abi::ComparedWord;

static Equality sameIf(bool same) {
  return same ? Equality::Same : Equality::Different;
}

//===--- Values without parts ---------------------------------------------===//

template <typename Float>
static bool sameFloats(uint64_t left, uint64_t right) {
  using Bits = std::conditional_t<sizeof(Float) == 4, uint32_t, uint64_t>;
  return std::bit_cast<Float>(Bits(left)) == std::bit_cast<Float>(Bits(right));
}

static bool sameStrings(const Str &left, const Str &right) {
  return viewOf(left) == viewOf(right);
}

/// The string whose three words lie in memory.
static Str stringAt(const uint64_t *words) {
  return {reinterpret_cast<Ref>(words[0]), int64_t(words[1]),
          int64_t(words[2])};
}

/// Compares values of a kind other than struct, array and interface.
static Equality equalPlain(ValueKind kind, uint64_t left, uint64_t right) {
  switch (kind) {
  case ValueKind::Void:
    return Equality::Same;
  case ValueKind::Float32:
    return sameIf(sameFloats<float>(left, right));
  case ValueKind::Float64:
    return sameIf(sameFloats<double>(left, right));
  case ValueKind::String:
    return sameIf(left == right ||
                  sameStrings(unboxString(reinterpret_cast<Ref>(left)),
                              unboxString(reinterpret_cast<Ref>(right))));
  case ValueKind::Slice:
  case ValueKind::Map:
  case ValueKind::Closure:
    return Equality::Uncomparable;
  default:
    return sameIf(left == right);
  }
}

//===--- Structs and arrays -----------------------------------------------===//

static bool isBoxed(ValueKind kind) {
  return kind == ValueKind::Struct || kind == ValueKind::Array;
}

/// How the words of a boxed type compare; none for types that the module does
/// not describe.
static std::string_view wordsOfType(const Context &context, uint32_t rttid) {
  const abi::ModuleDescriptor *module = context.module;
  if (!module || rttid >= module->typeCount)
    return {};
  const abi::TypeInfo &type = module->types[rttid];
  return {module->typeWords + type.words, type.wordCount};
}

namespace {
/// Words still to be compared, of one struct or array.
struct Part {
  const uint64_t *left;
  const uint64_t *right;
  std::string_view pattern; // not empty
  size_t word;              // next in the pattern
  uint64_t count;           // words left
};

/// Depth-first walk in declaration order with a stack of its own: values nest
/// through interfaces as deep as a program likes.
class Comparison {
public:
  explicit Comparison(const Context &context) : context(context) {}

  Equality run(uint64_t header, Ref left, Ref right) {
    Equality result = enter(header, left, right);
    while (result == Equality::Same && !parts.empty())
      result = step();
    return result;
  }

private:
  Equality enter(uint64_t header, Ref left, Ref right);
  Equality step();
  Equality interfaces(const uint64_t *left, const uint64_t *right);

  const Context &context;
  std::vector<Part> parts;
};
} // namespace

/// Compares what can be compared at once and stacks the rest.
Equality Comparison::enter(uint64_t header, Ref left, Ref right) {
  std::string_view pattern = wordsOfType(context, rttidOf(header));
  if (pattern.find(char(ComparedWord::Uncomparable)) != pattern.npos)
    return Equality::Uncomparable;
  if (!left || !right || pattern.empty())
    return sameIf(left == right || (left && right));
  uint64_t count = pattern.size(), start = 0;
  if (kindOf(header) == ValueKind::Array) {
    // Both are of the same type, so they have the same length.
    const auto &array = *reinterpret_cast<const abi::ArrayObject *>(left);
    count = (array.length * array.elemBytes + abi::kWordBytes - 1) /
            abi::kWordBytes;
    start = abi::kArrayDataOffset;
  }
  if (count != 0)
    parts.push_back({reinterpret_cast<const uint64_t *>(left + start),
                     reinterpret_cast<const uint64_t *>(right + start), pattern,
                     0, count});
  return Equality::Same;
}

/// Compares the next value of the innermost part.
Equality Comparison::step() {
  Part &part = parts.back();
  if (part.count == 0) {
    parts.pop_back();
    return Equality::Same;
  }
  const uint64_t *left = part.left, *right = part.right;
  auto kind = ComparedWord(part.pattern[part.word]);
  size_t words = kind == ComparedWord::String      ? 3
                 : kind == ComparedWord::Interface ? 2
                                                   : 1;
  part.left += words;
  part.right += words;
  part.count -= words;
  part.word += words;
  if (part.word == part.pattern.size())
    part.word = 0;
  switch (kind) {
  case ComparedWord::Interface:
    return interfaces(left, right); // may move the parts
  case ComparedWord::String:
    return sameIf(sameStrings(stringAt(left), stringAt(right)));
  case ComparedWord::Float64:
    return sameIf(sameFloats<double>(*left, *right));
  case ComparedWord::Float32:
    return sameIf(sameFloats<float>(*left, *right));
  case ComparedWord::Float32Pair:
    return sameIf(sameFloats<float>(*left, *right) &&
                  sameFloats<float>(*left >> 32, *right >> 32));
  default:
    return sameIf(*left == *right);
  }
}

/// Compares two interface pairs in memory.
Equality Comparison::interfaces(const uint64_t *left, const uint64_t *right) {
  if (uint32_t(left[0]) != uint32_t(right[0]))
    return Equality::Different;
  ValueKind kind = kindOf(left[0]);
  if (isBoxed(kind))
    return enter(left[0], reinterpret_cast<Ref>(left[1]),
                 reinterpret_cast<Ref>(right[1]));
  return equalPlain(kind, left[1], right[1]);
}

Equality equalInterfaces(const Context &context,
                         const abi::InterfaceWords &left,
                         const abi::InterfaceWords &right) {
  if (uint32_t(left.header) != uint32_t(right.header))
    return Equality::Different;
  ValueKind kind = kindOf(left.header);
  if (isBoxed(kind))
    return Comparison(context).run(left.header, reinterpret_cast<Ref>(left.ref),
                                   reinterpret_cast<Ref>(right.ref));
  return holdsReference(kind) ? equalPlain(kind, left.ref, right.ref)
                              : equalPlain(kind, left.bits, right.bits);
}

} // namespace vo::rt

// NOLINTNEXTLINE(readability-function-size): the entry takes six words.
VO_RT_ENTRY int64_t vo_rt_iface_equal(int64_t leftHeader, int64_t leftBits,
                                      vo::rt::Ref leftRef, int64_t rightHeader,
                                      int64_t rightBits, vo::rt::Ref rightRef,
                                      VO_RT_CONTEXT) {
  using namespace vo::rt;
  return int64_t(equalInterfaces(*context,
                                 {uint64_t(leftHeader), uint64_t(leftBits),
                                  reinterpret_cast<uint64_t>(leftRef)},
                                 {uint64_t(rightHeader), uint64_t(rightBits),
                                  reinterpret_cast<uint64_t>(rightRef)}));
}
