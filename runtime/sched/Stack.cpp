#include "runtime/sched/Stack.h"

#include <sys/mman.h>

namespace vo::rt {

/// What a small stack uses all the time, and how many of that keep a page.
static constexpr uint64_t kColourBytes = 512;
static constexpr unsigned kColours = 6;

bool StackRegion::reserve(unsigned colour) {
  void *memory =
      mmap(nullptr, abi::kStackBytes, PROT_READ | PROT_WRITE,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (memory == MAP_FAILED)
    return false;
  base = static_cast<char *>(memory);
  end = base + abi::kStackBytes - colour % kColours * kColourBytes;
  return mprotect(base, abi::kStackGuardBytes, PROT_NONE) == 0;
}

StackRegion::~StackRegion() {
  if (base)
    munmap(base, abi::kStackBytes);
}

void StackRegion::trim() {
  madvise(base + abi::kStackGuardBytes,
          abi::kStackBytes - abi::kStackGuardBytes - kKeptBytes, MADV_DONTNEED);
}

} // namespace vo::rt
