//===- Mutator.cpp - The mutator of libFuzzer targets without their own ---===//

#include "frontend/syntax/fuzz/Mutator.h"

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size,
                                          size_t maxSize, unsigned seed) {
  return vo::fe::fuzz::mutate(data, size, maxSize, seed);
}
