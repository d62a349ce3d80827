#include "runtime/gc/Heap.h"

#include "runtime/gc/HeapState.h"

#include <algorithm>
#include <cassert>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <iterator>
#include <unistd.h>

namespace vo::rt {

/// Sizes from here on are refused before any arithmetic can overflow.
static constexpr uint64_t kMaxArrayBytes = uint64_t{1} << 46;

static constexpr uint64_t kLeastNursery = 128;

static uint64_t now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return uint64_t(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

[[noreturn]] static void reportExhausted(const Heap &heap, Context &context) {
  if (auto *exhausted = heap.options().exhausted)
    exhausted(context);
  std::fputs("vo: out of memory\n", stderr);
  std::exit(1);
}

Heap::Heap(const HeapOptions &options)
    : config(options), stressed(options.stress), state(new HeapState) {
  config.nursery = std::max(config.nursery / 8 * 8, kLeastNursery);
  if (!state->memory.reserve(config.reservation, config.nursery))
    return;
  valid = true;
  heapStart = state->memory.heapStart();
  heapBytes = state->memory.heapBytes();
  nurseryBytes = state->memory.oldStart() - heapStart;
  cards = state->memory.cards();
  state->nursery.initialise(heapStart, config.nursery, config.window);
  state->old.initialise(state->memory, config.verify);
  state->nextMajor = config.firstMajor;
  state->markStackLimit = config.markStack;
  state->roots.globals.push_back({reinterpret_cast<uint64_t *>(ownObjects),
                                  abi::kLayoutRefArray,
                                  uint32_t(std::size(ownObjects))});
  uint64_t physical =
      uint64_t(sysconf(_SC_PHYS_PAGES)) * uint64_t(sysconf(_SC_PAGESIZE));
  state->maxObjectBytes = std::max(
      abi::kSureArrayBytes,
      std::min(heapBytes, config.memoryLimit ? config.memoryLimit : physical));
}

Heap::~Heap() {
  attachments.clear(); // they use the heap
  delete state;
}

std::unique_ptr<HeapAttachment> &Heap::attachment(const void *key) {
  for (auto &[owner, attached] : attachments)
    if (owner == key)
      return attached;
  return attachments.emplace_back(key, nullptr).second;
}

//===----------------------------------------------------------------------===//
// Mutators and modules
//===----------------------------------------------------------------------===//

void Heap::attach(Mutator &mutator) {
  mutator.allocPointer = mutator.allocLimit = 0;
  mutator.window = nullptr;
  mutator.pollWord = stressed ? abi::kPollCollect : 0;
  mutator.cards = cards;
  bool all = state->memory.coversAllAddresses();
  mutator.cardsFrom = all ? 0 : heapStart;
  mutator.cardsBytes = all ? ~uint64_t{0} : heapBytes;
  mutator.heap = this;
  state->roots.attach(mutator);
}

void Heap::detach(Mutator &mutator) {
  state->nursery.closeWindow(mutator);
  state->roots.detach(mutator);
  mutator.heap = nullptr;
}

void Heap::makeRecent(Mutator &mutator) { state->roots.activate(mutator); }

void Heap::closeWindow(Mutator &mutator) {
  state->nursery.closeWindow(mutator);
}

void Heap::registerModule(const abi::ModuleDescriptor &module,
                          uint64_t *globals) {
  RootSet &roots = state->roots;
  roots.layouts.addModule(module);
  for (uint32_t i = 0; i < module.globalCount; ++i) {
    abi::GlobalRoot root = module.globals[i];
    if (globals)
      root.address = globals + (root.address - module.globalBlock);
    roots.globals.push_back(root);
  }
  state->interiorPointers |= module.flags & abi::kModuleHasInteriorPointers;
  state->locations = module.locations;
  if (module.stackMaps)
    registerStackMaps(*module.stackMaps);
}

void Heap::addRoots(uint64_t *words, uint32_t count) {
  state->roots.globals.push_back({words, abi::kLayoutRefArray, count});
}

WeakTable &Heap::weakTable() { return state->weak; }

void Heap::registerStackMaps(const abi::StackMapTable &table) {
  state->roots.stackMaps.add(table);
}

//===----------------------------------------------------------------------===//
// Allocation
//===----------------------------------------------------------------------===//

Ref Heap::allocate(Context &context, uint64_t header, uint64_t dataBytes) {
  assert(dataBytes % abi::kWordBytes == 0 && dataBytes != 0);
  assert(abi::wordsOf(header) == 0 ||
         abi::wordsOf(header) * abi::kWordBytes == dataBytes);
  uint64_t place = context.allocPointer;
  if (dataBytes > context.allocLimit || place > context.allocLimit - dataBytes)
      [[unlikely]]
    return allocateSlow(context, header, dataBytes);
  context.allocPointer = place + dataBytes + abi::kHeaderBytes;
  headerOf(refAt(place)) = header;
  return refAt(place);
}

Ref Heap::allocateSlow(Context &context, uint64_t header, uint64_t dataBytes) {
  Mutator &mutator = Mutator::of(context);
  activate(mutator);
  if (stressed)
    stressCollect(context);
  if (config.profile)
    profile(context, dataBytes);
  Nursery &nursery = state->nursery;
  if (dataBytes + abi::kHeaderBytes > kMaxSmallCell ||
      dataBytes > nursery.maxObjectBytes())
    return allocateOld(context, header, dataBytes);
  Ref object = nullptr;
  if (stressed || config.profile) { // no windows
    object = nursery.allocate(dataBytes);
    if (!object) {
      collect(context, false);
      object = nursery.allocate(dataBytes);
    }
  } else {
    if (!nursery.refill(mutator, dataBytes)) {
      collect(context, false);
      nursery.refill(mutator, dataBytes);
    }
    object = refAt(context.allocPointer);
    context.allocPointer += dataBytes + abi::kHeaderBytes;
  }
  headerOf(object) = header;
  return object;
}

void Heap::profile(Context &context, uint64_t dataBytes) {
  std::optional<Caller> caller = locateCaller(context, 0);
  state->profile.count(caller ? caller->row : 0, dataBytes + abi::kHeaderBytes);
}

/// Large objects, and in tiny test heaps others that the nursery cannot take.
Ref Heap::allocateOld(Context &context, uint64_t header, uint64_t dataBytes) {
  uint64_t cell = dataBytes + abi::kHeaderBytes;
  if (dataBytes > heapBytes)
    reportExhausted(*this, context);
  if (state->old.usedBytes() + cell > state->nextMajor || overLimit(cell))
    collect(context, true);
  if (overLimit(cell))
    reportExhausted(*this, context);
  Ref object = state->old.allocateZeroed(cell);
  if (!object) {
    collect(context, true);
    object = state->old.allocateZeroed(cell);
    if (!object)
      reportExhausted(*this, context);
  }
  headerOf(object) = header;
  // Whoever fills a fresh object may leave out the barrier until the next
  // collection, because it expects a nursery object.
  if (LayoutTable::hasReferences(state->roots.layouts[abi::layoutOf(header)]))
    markCards(addressOf(object), dataBytes);
  state->statistics.allocatedBytes += cell;
  state->statistics.objects.add(abi::layoutOf(header));
  return object;
}

Ref Heap::allocateArray(Context &context, uint32_t layout, uint32_t elemBytes,
                        uint32_t elemMeta, uint64_t length) {
  uint64_t bytes = arrayBytes(length, elemBytes);
  assert(bytes != 0);
  Ref object = allocate(context, abi::headerWord(layout, 0), bytes);
  auto *array = reinterpret_cast<abi::ArrayObject *>(object);
  array->length = length;
  array->elemMeta = elemMeta;
  array->elemBytes = elemBytes;
  return object;
}

Ref Heap::allocateBytes(Context &context, uint64_t length) {
  constexpr uint32_t kUint8Meta = 8; // value kind uint8, no id
  return allocateArray(context, abi::kLayoutScalarArray, 1, kUint8Meta, length);
}

uint64_t Heap::arrayBytes(uint64_t length, uint64_t elemBytes) {
  if (elemBytes == 0)
    return abi::kArrayDataOffset;
  if (length > kMaxArrayBytes / elemBytes)
    return 0;
  return abi::kArrayDataOffset + (length * elemBytes + 7) / 8 * 8;
}

bool Heap::canHold(uint64_t dataBytes) const {
  return dataBytes <= state->maxObjectBytes;
}

//===----------------------------------------------------------------------===//
// Collection
//===----------------------------------------------------------------------===//

void Heap::stressCollect(Context &context) {
  collect(context, ++state->stressTurns % config.stressMajorPeriod == 0);
}

void Heap::collectMinor(Context &context) { collect(context, false); }
void Heap::collectMajor(Context &context) { collect(context, true); }

bool Heap::overLimit(uint64_t more) const {
  return config.memoryLimit &&
         config.nursery + state->old.blockBytes() + more > config.memoryLimit;
}

/// The only place where objects move or die. `frame` of the phases is this
/// function's: the walk finds all its callers.
__attribute__((noinline)) void Heap::collect(Context &context, bool major) {
  const void *frame = __builtin_frame_address(0);
  uint64_t begin = now();
  state->collecting = &context;
  minorPhase(frame);
  if (major || state->old.usedBytes() >= state->nextMajor || overLimit(0))
    majorPhase(frame);
  state->collecting = nullptr;
  state->roots.restExcept(Mutator::of(context));
  if (overLimit(0))
    reportExhausted(*this, context);
  uint64_t pause = now() - begin;
  state->statistics.totalPause += pause;
  state->statistics.maxPause = std::max(state->statistics.maxPause, pause);
}

void Heap::minorPhase(const void *frame) {
  Nursery &nursery = state->nursery;
  HeapStatistics &statistics = state->statistics;
  statistics.objects.add(countNursery());
  statistics.allocatedBytes += nursery.usedBytes();
  ++moved;
  evacuateNursery(*state, frame, [](HeapState &heap) {
    reportExhausted(*heap.collecting->heap, *heap.collecting);
  });
  statistics.peakBytes = std::max(
      statistics.peakBytes, nursery.usedBytes() + state->old.blockBytes());
  nursery.reset(config.verify);
  ++statistics.minorCollections;
  if (config.verify)
    verifyHeap(*state, frame, "minor");
}

void Heap::majorPhase(const void *frame) {
  markOldSpace(*state, frame);
  ++state->statistics.majorCollections;
  uint64_t live = state->old.usedBytes();
  state->nextMajor = std::max(config.firstMajor, 2 * live);
  state->old.releaseFree(state->nextMajor - live);
  if (config.verify)
    verifyHeap(*state, frame, "major");
}

//===----------------------------------------------------------------------===//
// Objects
//===----------------------------------------------------------------------===//

void Heap::markCards(uint64_t address, uint64_t bytes) {
  uint64_t first = address >> abi::kCardShift;
  uint64_t last = (address + bytes - 1) >> abi::kCardShift;
  std::memset(cards + first, 1, last - first + 1);
}

Ref Heap::objectBase(Ref reference) {
  uint64_t address = addressOf(reference);
  Ref object = nullptr;
  if (state->nursery.contains(address)) {
    object = state->nursery.objectAt(address);
  } else if (contains(reference)) {
    object = state->old.objectAt(address);
  }
  return object ? object : reference;
}

uint64_t Heap::objectBytes(Ref object) { return dataBytesOf(object); }

bool Heap::hasInteriorPointers() const { return state->interiorPointers; }

const LayoutTable &Heap::layouts() const { return state->roots.layouts; }

/// Objects of the nursery, as far as somebody wants to know.
ObjectCounts Heap::countNursery() const {
  if (config.countEvery == 0)
    return {};
  bool first = state->statistics.minorCollections == 0;
  return state->nursery.countObjects(first ? 1 : config.countEvery);
}

HeapStatistics Heap::statistics() const {
  HeapStatistics result = state->statistics;
  const Nursery &nursery = state->nursery;
  // In the middle of a collection (memory was exhausted) the nursery is half
  // evacuated, and has been counted.
  if (!state->collecting) {
    result.objects.add(countNursery());
    result.allocatedBytes += nursery.usedBytes();
  }
  result.walkedObjects = nursery.walkedObjects();
  result.scannedFrames = state->roots.visitedFrames;
  result.peakBytes =
      std::max(result.peakBytes, nursery.usedBytes() + state->old.blockBytes());
  return result;
}

const AllocationProfile &Heap::allocationProfile() const {
  return state->profile;
}

const abi::LocationTable *Heap::locations() const { return state->locations; }

void HeapStatistics::add(const HeapStatistics &other) {
  objects.add(other.objects);
  allocatedBytes += other.allocatedBytes;
  promotedBytes += other.promotedBytes;
  minorCollections += other.minorCollections;
  majorCollections += other.majorCollections;
  totalPause += other.totalPause;
  maxPause = std::max(maxPause, other.maxPause);
  peakBytes += other.peakBytes;
  dirtyCards += other.dirtyCards;
  walkedObjects += other.walkedObjects;
  lostMarks += other.lostMarks;
  scannedFrames += other.scannedFrames;
}

uint64_t Heap::oldBytes() const { return state->old.usedBytes(); }

Heap::Location Heap::locationOf(uint32_t number) const {
  const abi::LocationTable *table = state->locations;
  if (!table || number >= table->locationCount)
    return {};
  auto &row = table->locations[number];
  if (row.line == 0 || row.file >= table->fileCount)
    return {};
  return {table->files[row.file], row.line};
}

__attribute__((noinline)) Heap::Location Heap::locate(Context &context) {
  const Mutator &mutator = Mutator::of(context);
  Location location;
  if (!mutator.baseFrame)
    return location;
  const void *running = __builtin_frame_address(0);
  walkStack(mutator, running, [&](const Frame &frame) {
    auto entry = state->roots.stackMaps.find(frame.returnAddress);
    if (entry)
      location = locationOf(entry.record->location);
    return !entry;
  });
  return location;
}

__attribute__((noinline)) std::optional<Heap::Caller>
Heap::locateCaller(Context &context, uint64_t skip) {
  const Mutator &mutator = Mutator::of(context);
  std::optional<Caller> caller;
  if (!mutator.baseFrame)
    return caller;
  const void *running = __builtin_frame_address(0);
  const abi::LocationTable *table = state->locations;
  walkStack(mutator, running, [&](const Frame &frame) {
    auto entry = state->roots.stackMaps.find(frame.returnAddress);
    for (uint32_t row = entry ? entry.record->location : 0; row != 0 && !caller;
         row = table->callers ? table->callers[row] : 0) {
      Location location = locationOf(row);
      if (location.line == 0)
        break;
      if (skip-- == 0)
        caller = {location, row};
    }
    return !caller;
  });
  return caller;
}

VO_RT_UNSANITIZED Heap::Location
Heap::locateFault(Context &context, const void *stackPointer,
                  const void *framePointer) const {
  auto *base = static_cast<const uint64_t *>(Mutator::of(context).baseFrame);
  auto *lowest = static_cast<const uint64_t *>(stackPointer);
  const StackMaps &maps = state->roots.stackMaps;
  if (!base)
    return {};
  // The frame pointer may be one of the caller's (before a prologue), or hold
  // anything. What lies between the stack pointer and the base can be read.
  auto *link = static_cast<const uint64_t *>(framePointer);
  for (auto *below = lowest; link >= below && link < base;) {
    if (reinterpret_cast<uint64_t>(link) % alignof(uint64_t) != 0)
      break;
    if (StackMapEntry entry = maps.search(link[1]))
      return locationOf(entry.record->location);
    below = link + 1;
    link = reinterpret_cast<const uint64_t *>(link[0]);
  }
  for (; lowest < base; ++lowest)
    if (StackMapEntry entry = maps.search(*lowest))
      return locationOf(entry.record->location);
  return {};
}

} // namespace vo::rt
