//===- MovingHeap.h - A runtime that moves everything -----------*- C++ -*-===//
//
// Test double of the runtime: vo_rt_alloc collects on every call, moving every
// live object to new memory and poisoning the old, by the stack maps of the
// compiled frames above it and nothing else. An object's layout id is 32 plus
// the bit set of its reference words.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/abi/Context.h"
#include "runtime/abi/Module.h"

#include <map>
#include <memory>
#include <vector>

namespace vo::testing {

class MovingHeap {
public:
  explicit MovingHeap(const abi::StackMapTable &table);
  MovingHeap(const MovingHeap &) = delete;
  MovingHeap &operator=(const MovingHeap &) = delete;
  ~MovingHeap();

  /// The context to pass; its heap is this one.
  abi::Context context{};

  unsigned allocations = 0;
  unsigned movedObjects = 0;
  uint32_t lastLocation = 0; // of the allocating call
  const char *failure = nullptr;

  /// Slow path of allocation, called from the frame whose callee's frame
  /// pointer is `frame`.
  uint64_t *allocate(uint64_t header, uint64_t bytes, uint64_t *frame);

private:
  /// One object: header and data.
  struct Block {
    std::unique_ptr<uint64_t[]> words;
    size_t size;                 // data words
    uint64_t *movedTo = nullptr; // new data
  };
  using Blocks = std::map<uint64_t, Block>; // by address of the data

  uint64_t *create(Blocks &blocks, uint64_t header, size_t size);
  void collect(uint64_t *frame);
  void visitFrame(const abi::StackMapRecord &record, char *stackPointer,
                  char *framePointer);
  void visitSlot(uint64_t &slot);
  void traceNewObjects();

  const abi::StackMapTable &table;
  std::map<uint64_t, const abi::StackMapRecord *> records; // by return address
  Blocks blocks, next;
  std::vector<uint64_t *> pending; // new data, not yet traced
  std::vector<Block> quarantine;   // poisoned
};

/// The runtime entries that moving.ll calls, for the JIT: name and address.
std::vector<std::pair<const char *, void *>> movingHeapSymbols();

} // namespace vo::testing
