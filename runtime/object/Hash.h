//===- Hash.h - Hashes of values --------------------------------*- C++ -*-===//
//
// 32 bits of hash, the same in every run of a program except for what lies
// behind references: identity is hashed by address, and addresses change. A
// hash says whether it is to be made anew after the next collection
// (KeyHash::isYoung).
//
// Equal values have equal hashes: 0 and -0 do, strings with equal bytes,
// interface values with equal dynamic types and values. NaN is equal to
// nothing, so each has another hash; a thousand of them in a map do not
// collide.
//
// Words are mixed by a multiplication to 128 bits whose halves are folded, as
// in wyhash; strings are hashed by XXH3. Both are fast and mix well; neither
// withstands somebody who looks for collisions.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/Entries.h"

#include <string_view>

namespace vo::rt {

struct KeyHash {
  uint32_t value = 0;
  bool isYoung = false;   // the next collection may change the value
  bool isHashable = true; // false: a part cannot be compared; no value
};

/// Mixes a word into a hash of 64 bits.
inline uint64_t mixWord(uint64_t state, uint64_t word) {
  auto product = static_cast<unsigned __int128>(state ^ word) *
                 0x9E3779B97F4A7C15; // 2^64 over the golden ratio, odd
  return uint64_t(product) ^ uint64_t(product >> 64);
}

/// Where hashes of words start: any number, so that zeros are mixed, too.
inline constexpr uint64_t kHashSeed = 0xA0761D6478BD642F;

/// One word; as hashBits of it.
inline uint32_t hashWord(uint64_t word) {
  return uint32_t(mixWord(kHashSeed, word));
}

inline uint32_t hashBits(const uint64_t *words, uint64_t count) {
  uint64_t state = kHashSeed;
  for (uint64_t i = 0; i < count; ++i)
    state = mixWord(state + i, words[i]);
  return uint32_t(state);
}

uint32_t hashString(std::string_view text);

/// Hash of a value in memory whose words are as the pattern says, one
/// abi::ComparedWord each. Never collects; the stack it needs is bounded.
KeyHash hashWords(const Context &context, std::string_view pattern,
                  const uint64_t *words);

} // namespace vo::rt
