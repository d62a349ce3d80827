#include "runtime/object/Interface.h"

#include "runtime/object/String.h"
#include "runtime/object/WordWalk.h"

#include <bit>
#include <type_traits>

namespace vo::rt {

using abi::ComparedWord;

static Equality sameIf(bool same) {
  return same ? Equality::Same : Equality::Different;
}

template <typename Float>
static bool sameFloats(uint64_t left, uint64_t right) {
  using Bits = std::conditional_t<sizeof(Float) == 4, uint32_t, uint64_t>;
  return std::bit_cast<Float>(Bits(left)) == std::bit_cast<Float>(Bits(right));
}

namespace {
/// Leaves of a walk over two values.
struct Comparison {
  using Words = std::array<uint64_t, 2>;
  using Places = std::array<const uint64_t *, 2>;

  static Equality word(ComparedWord kind, const Places &at) {
    uint64_t left = *at[0], right = *at[1];
    switch (kind) {
    case ComparedWord::String:
      return sameIf(sameText(viewOf(stringAt(at[0])), viewOf(stringAt(at[1]))));
    case ComparedWord::Float64:
      return sameIf(sameFloats<double>(left, right));
    case ComparedWord::Float32:
      return sameIf(sameFloats<float>(left, right));
    case ComparedWord::Float32Pair:
      return sameIf(sameFloats<float>(left, right) &&
                    sameFloats<float>(left >> 32, right >> 32));
    default:
      return sameIf(left == right);
    }
  }

  static Equality types(const Words &headers) {
    return sameIf(uint32_t(headers[0]) == uint32_t(headers[1]));
  }

  static Equality plain(ValueKind kind, const Words &data) {
    switch (kind) {
    case ValueKind::Void:
      return Equality::Same;
    case ValueKind::Float32:
      return sameIf(sameFloats<float>(data[0], data[1]));
    case ValueKind::Float64:
      return sameIf(sameFloats<double>(data[0], data[1]));
    case ValueKind::String:
      return sameIf(data[0] == data[1] || viewOf(unboxString(data[0])) ==
                                              viewOf(unboxString(data[1])));
    default:
      return sameIf(data[0] == data[1]);
    }
  }

  static Equality boxes(const Words &data) {
    return sameIf(data[0] == data[1] || (data[0] && data[1]));
  }
};
} // namespace

Equality equalInterfaces(const Context &context,
                         const abi::InterfaceWords &left,
                         const abi::InterfaceWords &right) {
  Comparison comparison;
  return WordWalk<2, Comparison>(context, comparison)
      .value({left.header, right.header}, {dataOf(left), dataOf(right)});
}

Equality equalWords(const Context &context, std::string_view pattern,
                    const uint64_t *left, const uint64_t *right) {
  Comparison comparison;
  return WordWalk<2, Comparison>(context, comparison)
      .words(pattern, {left, right});
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
