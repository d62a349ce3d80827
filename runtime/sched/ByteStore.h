//===- ByteStore.h - Memory for what lies elsewhere -------------*- C++ -*-===//
#pragma once

#include <cstddef>
#include <cstdint>

namespace vo::rt {

/// Pieces of memory that come and go by the hundred thousand. Small ones of one
/// size class form a free list; their memory is kept until the store ends.
class ByteStore {
public:
  ByteStore() = default;
  ~ByteStore();
  ByteStore(const ByteStore &) = delete;
  ByteStore &operator=(const ByteStore &) = delete;

  /// At least `bytes` bytes, 16-aligned; null: there is no memory. Does not
  /// call operator new.
  void *allocate(size_t bytes);
  /// `bytes` is what the piece was allocated with.
  void free(void *piece, size_t bytes);

private:
  static constexpr size_t kUnit = 64, kLargest = 4096,
                          kChunk = size_t{256} << 10;

  struct Link {
    Link *next;
  };

  void *carve(size_t bytes);

  Link *lists[kLargest / kUnit + 1] = {};
  Link *chunks = nullptr; // each begins with a link to the next
  char *from = nullptr, *to = nullptr;
};

} // namespace vo::rt
