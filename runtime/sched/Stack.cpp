#include "runtime/sched/Stack.h"

#include <sys/mman.h>

namespace vo::rt {

bool Stack::allocate() {
  void *memory =
      mmap(nullptr, abi::kStackBytes, PROT_READ | PROT_WRITE,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (memory == MAP_FAILED)
    return false;
  base = static_cast<char *>(memory);
  return mprotect(base, abi::kStackGuardBytes, PROT_NONE) == 0;
}

Stack::~Stack() {
  if (base)
    munmap(base, abi::kStackBytes);
}

} // namespace vo::rt
