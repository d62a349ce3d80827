#include "runtime/sched/ByteStore.h"

#include <cstdlib>
#include <sys/mman.h>
#include <utility>

namespace vo::rt {

ByteStore::~ByteStore() {
  while (chunks)
    munmap(std::exchange(chunks, chunks->next), kChunk);
}

void *ByteStore::allocate(size_t bytes) {
  if (bytes > kLargest)
    return std::malloc(bytes);
  size_t units = (bytes + kUnit - 1) / kUnit;
  if (Link *piece = lists[units]) {
    lists[units] = piece->next;
    return piece;
  }
  return carve(units * kUnit);
}

void ByteStore::free(void *piece, size_t bytes) {
  if (bytes > kLargest)
    return std::free(piece);
  Link *&list = lists[(bytes + kUnit - 1) / kUnit];
  auto *link = static_cast<Link *>(piece);
  link->next = list;
  list = link;
}

void *ByteStore::carve(size_t bytes) {
  if (size_t(to - from) < bytes) {
    void *memory = mmap(nullptr, kChunk, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
      return nullptr;
    auto *chunk = static_cast<Link *>(memory);
    chunk->next = chunks;
    chunks = chunk;
    from = static_cast<char *>(memory) + kUnit;
    to = static_cast<char *>(memory) + kChunk;
  }
  return std::exchange(from, from + bytes);
}

} // namespace vo::rt
