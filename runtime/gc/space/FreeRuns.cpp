#include "runtime/gc/space/FreeRuns.h"

#include <algorithm>

namespace vo::rt {

void FreeRuns::initialise(void *table, uint64_t capacity) {
  leaves = leavesFor(capacity);
  words = static_cast<uint64_t *>(table);
  tree = reinterpret_cast<Summary *>(words + leaves);
}

/// Bit i of the result: `count` (1 to 64) adjacent bits are set from bit i on.
static uint64_t startsOfRuns(uint64_t word, uint32_t count) {
  for (uint32_t done = 1; done < count && word;) {
    uint32_t step = std::min(done, count - done);
    word &= word >> step;
    done += step;
  }
  return word;
}

/// Length of the longest run of set bits.
static uint32_t longestRun(uint64_t word) {
  uint32_t low = 0; // has one
  for (uint32_t bit = 32; bit != 0; bit /= 2)
    if (startsOfRuns(word, low + bit))
      low += bit;
  return startsOfRuns(word, low + 1) ? low + 1 : low;
}

bool FreeRuns::take(uint32_t count, uint32_t &first) {
  if (count == 0 || tree[1].most < count)
    return false;
  uint64_t node = 1;
  uint64_t base = 0, cover = leaves * kWordBlocks; // the node's blocks
  while (node < leaves) {
    ++visited;
    const Summary &left = tree[2 * node], &right = tree[2 * node + 1];
    cover /= 2;
    if (left.most >= count) {
      node = 2 * node;
    } else if (left.tail + right.head >= count) {
      first = base + cover - left.tail;
      fill(first, count, false);
      return true;
    } else {
      node = 2 * node + 1;
      base += cover;
    }
  }
  first =
      base + std::countr_zero(startsOfRuns(words[base / kWordBlocks], count));
  fill(first, count, false);
  return true;
}

void FreeRuns::give(uint32_t first, uint32_t count) {
  if (count != 0)
    fill(first, count, true);
}

void FreeRuns::fill(uint32_t first, uint32_t count, bool free) {
  uint64_t end = uint64_t{first} + count;
  uint64_t firstWord = first / kWordBlocks;
  uint64_t lastWord = (end - 1) / kWordBlocks;
  for (uint64_t index = firstWord; index <= lastWord; ++index) {
    uint64_t base = index * kWordBlocks;
    uint64_t mask = ~uint64_t{0};
    if (first > base)
      mask &= ~uint64_t{0} << (first - base);
    if (end < base + kWordBlocks)
      mask &= ~uint64_t{0} >> (base + kWordBlocks - end);
    words[index] = free ? words[index] | mask : words[index] & ~mask;
  }
  total = free ? total + count : total - count;
  used = std::max(used, lastWord + 1);
  update(firstWord, lastWord);
}

/// Makes the summaries of these leaves and of all nodes above anew.
void FreeRuns::update(uint64_t low, uint64_t high) {
  for (uint64_t i = low; i <= high; ++i) {
    uint64_t word = words[i];
    tree[leaves + i] = {uint32_t(std::countr_one(word)),
                        uint32_t(std::countl_one(word)), longestRun(word)};
  }
  visited += high - low + 1;
  uint32_t half = kWordBlocks;
  for (low += leaves, high += leaves; low > 1; half *= 2) {
    low /= 2;
    high /= 2;
    visited += high - low + 1;
    for (uint64_t node = low; node <= high; ++node) {
      const Summary &left = tree[2 * node], &right = tree[2 * node + 1];
      tree[node] = {left.head == half ? half + right.head : left.head,
                    right.tail == half ? half + left.tail : right.tail,
                    std::max({left.most, right.most, left.tail + right.head})};
    }
  }
}

} // namespace vo::rt
