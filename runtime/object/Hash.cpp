#include "runtime/object/Hash.h"

#include "runtime/gc/Heap.h"
#include "runtime/object/String.h"
#include "runtime/object/WordWalk.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <atomic>
#include <bit>
#include <cmath>

namespace vo::rt {

using abi::ComparedWord;

static uint64_t hashBytes(std::string_view text) {
  return XXH3_64bits(text.data(), text.size());
}

uint32_t hashString(std::string_view text) { return uint32_t(hashBytes(text)); }

namespace {
/// Leaves of a walk over one value.
class Hashing {
public:
  using Words = std::array<uint64_t, 1>;
  using Places = std::array<const uint64_t *, 1>;

  explicit Hashing(const Heap &heap) : heap(heap) {}

  Equality word(ComparedWord kind, const Places &at) {
    uint64_t word = *at[0];
    switch (kind) {
    case ComparedWord::String:
      return mix(hashBytes(viewOf(stringAt(at[0]))));
    case ComparedWord::Reference:
      return reference(word);
    case ComparedWord::Float64:
      return mix(canonical<double>(word));
    case ComparedWord::Float32:
      return mix(canonical<float>(uint32_t(word)));
    case ComparedWord::Float32Pair:
      mix(canonical<float>(uint32_t(word)));
      return mix(canonical<float>(uint32_t(word >> 32)));
    default:
      return mix(word);
    }
  }

  Equality types(const Words &headers) { return mix(uint32_t(headers[0])); }

  Equality plain(ValueKind kind, const Words &data) {
    switch (kind) {
    case ValueKind::Void:
      return Equality::Same;
    case ValueKind::Float32:
      return mix(canonical<float>(uint32_t(data[0])));
    case ValueKind::Float64:
      return mix(canonical<double>(data[0]));
    case ValueKind::String:
      return mix(hashBytes(viewOf(unboxString(data[0]))));
    default:
      return holdsReference(kind) ? reference(data[0]) : mix(data[0]);
    }
  }

  static Equality boxes(const Words &) { return Equality::Same; }

  KeyHash result() const { return {uint32_t(state), isYoung, true}; }

private:
  Equality mix(uint64_t word) {
    // The sum keeps a word from cancelling the state for those after it.
    state = mixWord(state + 1, word);
    return Equality::Same;
  }

  Equality reference(uint64_t address) {
    isYoung |= heap.isYoung(address);
    return mix(address);
  }

  /// Bits that are the same for equal floats, and for no two NaN.
  template <typename Float, typename Bits>
  static uint64_t canonical(Bits bits) {
    auto value = std::bit_cast<Float>(bits);
    if (value == 0)
      return 0;
    static std::atomic<uint64_t> notANumber;
    return std::isnan(value)
               ? notANumber.fetch_add(1, std::memory_order_relaxed)
               : bits;
  }

  const Heap &heap;
  uint64_t state = kHashSeed;
  bool isYoung = false;
};
} // namespace

KeyHash hashWords(const Context &context, std::string_view pattern,
                  const uint64_t *words) {
  Hashing hashing(*context.heap);
  Equality outcome =
      WordWalk<1, Hashing>(context, hashing).words(pattern, {words});
  if (outcome != Equality::Same)
    return {0, false, false};
  return hashing.result();
}

} // namespace vo::rt
