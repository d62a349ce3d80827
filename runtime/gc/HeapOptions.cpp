//===- HeapOptions.cpp - Sizes and modes from the environment -------------===//
#include "runtime/gc/Heap.h"

#include <cstdio>
#include <cstdlib>

namespace vo::rt {

/// Reads a number of bytes with an optional K, M or G; leaves `value` alone
/// when the variable is not set, and with a warning when it is no size.
static void readSize(const char *name, uint64_t &value) {
  const char *text = std::getenv(name);
  if (!text || !*text)
    return;
  char *end = nullptr;
  uint64_t number = std::strtoull(text, &end, 10);
  unsigned shift = 0;
  switch (*end) {
  case 'K':
    shift = 10;
    break;
  case 'M':
    shift = 20;
    break;
  case 'G':
    shift = 30;
    break;
  default:
    break;
  }
  bool digits = *text >= '0' && *text <= '9';
  bool fits = number <= (uint64_t{1} << 47) >> shift;
  if (!digits || !fits || end[shift ? 1 : 0] != '\0') {
    std::fprintf(stderr, "vo: %s is not a size: %s\n", name, text);
    return;
  }
  value = number << shift;
}

static bool isSet(const char *name) {
  const char *text = std::getenv(name);
  return text && *text && (text[0] != '0' || text[1] != '\0');
}

HeapOptions HeapOptions::fromEnvironment() {
  HeapOptions options;
  readSize("VO_GC_NURSERY", options.nursery);
  readSize("VO_MEMORY_LIMIT", options.memoryLimit);
  options.stress = isSet("VO_GC_STRESS");
  options.verify = isSet("VO_GC_VERIFY");
  if (isSet("VO_GC_STATS"))
    options.countEvery = 32;
  options.profile = isSet("VO_ALLOC_PROFILE");
  // So that the way around a full mark stack is taken.
  if (options.verify)
    options.markStack = 16;
  return options;
}

} // namespace vo::rt
