// The native functions of package math/rand: one generator per program, seeded
// by the system. It is xoshiro256** (Blackman and Vigna, 2018).

#include "runtime/gc/Heap.h"
#include "runtime/panic/Panic.h"
#include "runtime/std/Natives.h"
#include "runtime/std/Values.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <sys/random.h>

using namespace vo;
using namespace vo::rt;

namespace {

class Generator final : public HeapAttachment {
public:
  Generator() {
    if (::getrandom(state, sizeof state, 0) != ssize_t(sizeof state))
      std::memcpy(state, &kFallback, sizeof state);
    state[0] |= 1; // not all zero
  }

  uint64_t next() {
    uint64_t result = std::rotl(state[1] * 5, 7) * 9;
    uint64_t shifted = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = std::rotl(state[3], 45);
    return result;
  }

  /// Below `bound`, each number as likely as any other (Lemire, 2019).
  uint64_t below(uint64_t bound) {
    using Wide = unsigned __int128;
    auto product = Wide(next()) * bound;
    if (uint64_t(product) < bound) {
      uint64_t uneven = -bound % bound;
      while (uint64_t(product) < uneven)
        product = Wide(next()) * bound;
    }
    return uint64_t(product >> 64);
  }

private:
  static constexpr uint64_t kFallback[4] = {
      0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0,
      0x082EFA98EC4E6C89}; // digits of pi
  uint64_t state[4];
};

Generator &generatorOf(Context &context) {
  static constexpr char key = 0;
  auto &attached = heapOf(context).attachment(&key);
  if (!attached)
    attached = std::make_unique<Generator>();
  return static_cast<Generator &>(*attached);
}

int64_t numberBelow(Context &context, int64_t bound, std::string_view mistake) {
  if (bound <= 0)
    raiseText(context, mistake);
  heapOf(context).safepoint(context);
  return int64_t(generatorOf(context).below(uint64_t(bound)));
}

} // namespace

VO_RT_ENTRY int64_t vo_std_math_rand_Intn(int64_t n, VO_RT_CONTEXT) {
  return numberBelow(*context, n, "invalid argument to Intn");
}

VO_RT_ENTRY int64_t vo_std_math_rand_Int63n(int64_t n, VO_RT_CONTEXT) {
  return numberBelow(*context, n, "invalid argument to Int63n");
}

VO_RT_ENTRY int64_t vo_std_math_rand_Int(VO_RT_CONTEXT) {
  return int64_t(generatorOf(*context).next() >> 1);
}

VO_RT_ENTRY int64_t vo_std_math_rand_Uint64(VO_RT_CONTEXT) {
  return int64_t(generatorOf(*context).next());
}

VO_RT_ENTRY int64_t vo_std_math_rand_Uint32(VO_RT_CONTEXT) {
  return int64_t(generatorOf(*context).next() >> 32);
}

VO_RT_ENTRY double vo_std_math_rand_Float64(VO_RT_CONTEXT) {
  return double(generatorOf(*context).next() >> 11) * 0x1p-53;
}

VO_RT_ENTRY float vo_std_math_rand_Float32(VO_RT_CONTEXT) {
  return float(generatorOf(*context).next() >> 40) * 0x1p-24f;
}

VO_RT_ENTRY vo_std_math_rand_Read_result vo_std_math_rand_Read(Slice p,
                                                               VO_RT_CONTEXT) {
  Generator &generator = generatorOf(*context);
  auto left = size_t(p.length);
  for (std::byte *out = dataOf(p); left != 0;) {
    uint64_t word = generator.next();
    size_t count = std::min(left, sizeof word);
    std::memcpy(out, &word, count);
    out += count;
    left -= count;
  }
  return {p.length, kNoError};
}
