//===- MovingHeap.cpp - A runtime that moves everything -------------------===//

#include "driver/testing/MovingHeap.h"

#include <algorithm>
#include <cstring>

namespace vo::testing {
namespace {

constexpr uint64_t kPoison = 0xDDDDDDDDDDDDDDDD;

/// Reads the LEB128 numbers of a root set.
class PoolReader {
public:
  PoolReader(const abi::StackMapTable &table, uint32_t offset)
      : next(reinterpret_cast<const uint8_t *>(&table + 1) +
             table.recordCount * sizeof(abi::StackMapRecord) + offset) {}

  uint64_t number() {
    uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      uint8_t byte = *next++;
      value |= uint64_t(byte & 0x7F) << shift;
      if (byte < 0x80)
        return value;
    }
  }
  uint64_t *slot(char *stackPointer, char *framePointer) {
    uint64_t bits = number();
    int64_t offset = int64_t(bits >> 2) ^ -int64_t(bits >> 1 & 1);
    return reinterpret_cast<uint64_t *>(
        (bits & 1 ? framePointer : stackPointer) + offset);
  }

private:
  const uint8_t *next;
};

} // namespace

MovingHeap::MovingHeap(const abi::StackMapTable &table) : table(table) {
  context.heap = reinterpret_cast<rt::Heap *>(this);
  if (table.magic != abi::kStackMapMagic)
    failure = "no stack-map table";
  auto *first = reinterpret_cast<const abi::StackMapRecord *>(&table + 1);
  uint64_t previous = 0;
  for (auto *record = first; record != first + table.recordCount; ++record) {
    uint64_t address =
        reinterpret_cast<uint64_t>(record) + int64_t(record->returnAddress);
    if (address <= previous)
      failure = "records are not in order";
    previous = address;
    records[address] = record;
  }
}

MovingHeap::~MovingHeap() = default;

uint64_t *MovingHeap::create(Blocks &into, uint64_t header, size_t size) {
  Block block{std::make_unique<uint64_t[]>(size + 1), size};
  block.words[0] = header;
  uint64_t *data = block.words.get() + 1;
  into.emplace(reinterpret_cast<uint64_t>(data), std::move(block));
  return data;
}

uint64_t *MovingHeap::allocate(uint64_t header, uint64_t bytes,
                               uint64_t *frame) {
  ++allocations;
  collect(frame);
  return create(blocks, header, bytes / 8);
}

void MovingHeap::visitSlot(uint64_t &slot) {
  auto found = blocks.upper_bound(slot);
  if (slot == 0 || found == blocks.begin())
    return;
  --found;
  uint64_t distance = slot - found->first;
  Block &block = found->second;
  if (distance > block.size * 8)
    return; // not of the heap: a stack object
  if (!block.movedTo) {
    block.movedTo = create(next, block.words[0], block.size);
    std::copy_n(block.words.get() + 1, block.size, block.movedTo);
    pending.push_back(block.movedTo);
    ++movedObjects;
  }
  slot = reinterpret_cast<uint64_t>(block.movedTo) + distance;
}

void MovingHeap::traceNewObjects() {
  while (!pending.empty()) {
    uint64_t *data = pending.back();
    pending.pop_back();
    uint32_t references = abi::layoutOf(data[-1]) - 32;
    for (unsigned i = 0; i != abi::wordsOf(data[-1]); ++i)
      if (references >> i & 1)
        visitSlot(data[i]);
  }
}

void MovingHeap::visitFrame(const abi::StackMapRecord &record,
                            char *stackPointer, char *framePointer) {
  PoolReader reader(table, record.roots);
  std::vector<uint64_t *> bases;
  for (uint64_t n = reader.number(); n; --n)
    bases.push_back(reader.slot(stackPointer, framePointer));
  // Distances first: they need the old bases.
  std::vector<std::pair<uint64_t *, uint64_t>> derived; // base, distance
  std::vector<uint64_t *> derivedSlots;
  for (uint64_t n = reader.number(); n; --n) {
    uint64_t *base = reader.slot(stackPointer, framePointer);
    uint64_t *slot = reader.slot(stackPointer, framePointer);
    derived.push_back({base, *slot - *base});
    derivedSlots.push_back(slot);
  }
  for (uint64_t *slot : bases)
    visitSlot(*slot);
  for (size_t i = 0; i != derived.size(); ++i)
    if (*derived[i].first)
      *derivedSlots[i] = *derived[i].first + derived[i].second;
  for (uint64_t n = reader.number(); n; --n) {
    uint64_t *object = reader.slot(stackPointer, framePointer);
    uint64_t references = reader.number() - 32;
    for (unsigned i = 0; references >> i; ++i)
      if (references >> i & 1)
        visitSlot(object[i]);
  }
}

void MovingHeap::collect(uint64_t *frame) {
  bool first = true;
  // frame[0] is the caller's frame pointer, frame[1] the return address.
  for (auto found = records.find(frame[1]); found != records.end();
       found = records.find(frame[1])) {
    if (first)
      lastLocation = found->second->location;
    first = false;
    visitFrame(*found->second, reinterpret_cast<char *>(frame + 2),
               reinterpret_cast<char *>(frame[0]));
    frame = reinterpret_cast<uint64_t *>(frame[0]);
  }
  if (first)
    failure = "allocation from a call without a record";
  traceNewObjects();
  for (auto &[address, block] : blocks) {
    std::fill_n(block.words.get(), block.size + 1, kPoison);
    quarantine.push_back(std::move(block));
  }
  blocks = std::move(next);
  next.clear();
}

extern "C" __attribute__((swiftcall, noinline)) uint64_t *
testAllocate(uint64_t header, uint64_t bytes,
             __attribute__((swift_context)) abi::Context *context) {
  return reinterpret_cast<MovingHeap *>(context->heap)
      ->allocate(header, bytes,
                 static_cast<uint64_t *>(__builtin_frame_address(0)));
}

std::vector<std::pair<const char *, void *>> movingHeapSymbols() {
  return {{"vo_rt_alloc", reinterpret_cast<void *>(&testAllocate)}};
}

} // namespace vo::testing
