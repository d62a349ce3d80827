//===- Heap.h - The managed heap --------------------------------*- C++ -*-===//
//
// Precise, moving, generational. New objects live in a nursery, survivors of
// a minor collection are copied to the old space, which is marked and swept in
// place. README.md describes the spaces, the barrier and the roots.
//
// Rules for runtime code:
//  - A raw Ref is valid until the next call documented as "may collect".
//  - A reference stored into an object must be followed by recordWrite, unless
//    the object was allocated since the last call that may collect.
//  - Objects are zero when allocated.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/abi/Module.h"
#include "runtime/gc/AllocationProfile.h"
#include "runtime/gc/Layouts.h"
#include "runtime/gc/Mutator.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace vo::rt {

struct StackMapEntry;

/// What a part of the runtime keeps for as long as a heap lives.
class HeapAttachment {
public:
  virtual ~HeapAttachment() = default;
};

/// Sizes and modes of a heap; bytes unless noted.
struct HeapOptions {
  uint64_t reservation = uint64_t{1} << 38; // virtual; halved until it fits
  uint64_t nursery = 8 << 20;
  uint64_t window = 32 << 10;
  /// Old-space bytes before the first major collection, and the least to grow
  /// by. Memory that is touched for the first time costs more than collecting
  /// so small a heap: the system clears it page by page.
  uint64_t firstMajor = 16 << 20;
  uint64_t memoryLimit = 0; // heap bytes in use; 0 = no limit
  unsigned stressMajorPeriod = 16;
  bool stress = false; // every allocation and safepoint collects
  bool verify = false; // check the heap after each collection, poison
  /// Objects are counted in one of so many steps of the nursery, from the
  /// second collection on (so that short programs have exact figures); 0: not
  /// at all.
  unsigned countEvery = 0;
  /// Allocations are counted by their places (AllocationProfile.h).
  bool profile = false;
  /// Entries of the mark stack, at most what the heap's blocks bring.
  uint64_t markStack = ~uint64_t{0};
  /// Called when memory is exhausted; must not return. The heap can only be
  /// destroyed afterwards. Null: prints a message and exits with status 1.
  void (*exhausted)(Context &) = nullptr;

  /// Defaults changed by VO_GC_NURSERY, VO_GC_STRESS, VO_GC_VERIFY,
  /// VO_GC_STATS, VO_ALLOC_PROFILE and VO_MEMORY_LIMIT (a number with optional
  /// K, M or G).
  static HeapOptions fromEnvironment();
};

/// Counters since the heap was made. Pauses in nanoseconds.
struct HeapStatistics {
  ObjectCounts objects; // allocated, by HeapOptions::countEvery
  uint64_t allocatedBytes = 0;
  uint64_t promotedBytes = 0;
  uint64_t minorCollections = 0;
  uint64_t majorCollections = 0;
  uint64_t totalPause = 0;
  uint64_t maxPause = 0;
  uint64_t peakBytes = 0; // nursery and old space in use
  // Work of collections.
  uint64_t dirtyCards = 0;    // of old space, traced
  uint64_t walkedObjects = 0; // of the nursery, on the search for a start
  uint64_t lostMarks = 0;     // objects that the mark stack had no room for
  uint64_t scannedFrames = 0; // of stacks; with checks, those of the checks too

  /// Adds those of another heap.
  void add(const HeapStatistics &other);
};

struct HeapState;
class WeakTable;

/// A managed heap. One per island and run of a program, used by one thread.
class Heap {
public:
  /// Reserves the address space; check isValid.
  explicit Heap(const HeapOptions &options = {});
  ~Heap();
  Heap(const Heap &) = delete;
  Heap &operator=(const Heap &) = delete;

  /// False: the system refuses the memory, the heap must not be used.
  bool isValid() const { return valid; }

  //===--- Mutators and modules -------------------------------------------===//

  /// Makes a goroutine known: sets the heap's words of its context. The
  /// mutator must stay where it is until detached. It counts as running.
  void attach(Mutator &mutator);
  void detach(Mutator &mutator);
  /// To be called at every goroutine switch: `to` runs from now on. Hands the
  /// allocation window on.
  void moveWindow(Mutator &from, Mutator &to) {
    activate(to);
    if (&from == &to)
      return;
    if (to.window) [[unlikely]]
      closeWindow(to);
    to.allocPointer = std::exchange(from.allocPointer, 0);
    to.allocLimit = std::exchange(from.allocLimit, 0);
    to.window = std::exchange(from.window, nullptr);
    if (to.window)
      to.window->owner = &to;
  }
  /// Takes the allocation window away.
  void closeWindow(Mutator &mutator);
  /// To be called before a reference is stored into frames or handles of a
  /// mutator that does not run. Minor collections leave those out that have not
  /// run, nor been named here, since the last one.
  void activate(Mutator &mutator) {
    if (!mutator.recent) [[unlikely]]
      makeRecent(mutator);
  }

  /// Adds a module's layouts, globals and stack maps. Layouts come from one
  /// module only; a program is one module. The descriptor stays the caller's.
  /// `globals`: where its block of global variables lies, if that is elsewhere.
  void registerModule(const abi::ModuleDescriptor &module,
                      uint64_t *globals = nullptr);
  /// Adds a table of stack maps (code made later, by the JIT).
  void registerStackMaps(const abi::StackMapTable &table);

  /// Adds words that hold references or null. They are the caller's, and must
  /// stay where they are as long as the heap lives.
  void addRoots(uint64_t *words, uint32_t count);
  /// What keeps nothing alive.
  WeakTable &weakTable();

  //===--- Allocation: may collect ----------------------------------------===//

  /// One zeroed object with the given header word and data size, a positive
  /// multiple of 8 that the header agrees with. May collect. When memory is
  /// exhausted the program ends with a message and exit status 1.
  Ref allocate(Context &context, uint64_t header, uint64_t dataBytes);

  /// Array object with its length and element words set and zeroed elements;
  /// the size must be representable (arrayBytes). May collect.
  Ref allocateArray(Context &context, uint32_t layout, uint32_t elemBytes,
                    uint32_t elemMeta, uint64_t length);

  /// Array of `length` bytes (elements of kind uint8). May collect.
  Ref allocateBytes(Context &context, uint64_t length);

  /// Data size of an array object, or 0 if it cannot be represented.
  static uint64_t arrayBytes(uint64_t length, uint64_t elemBytes);
  /// False: the machine could never hold an object of that size, which is
  /// larger than abi::kSureArrayBytes. Entries that trap on sizes that cannot
  /// be had ask before they allocate.
  bool canHold(uint64_t dataBytes) const;

  /// A collection if the heap runs in stress mode, otherwise nothing. Entries
  /// that are safepoints but may return without an allocation call it once
  /// their arguments are rooted. May collect.
  void safepoint(Context &context) {
    if (stressed) [[unlikely]]
      stressCollect(context);
  }

  /// Collects now. A major collection includes a minor one.
  void collectMinor(Context &context);
  void collectMajor(Context &context);

  //===--- Objects: never collect -----------------------------------------===//

  /// True if the address lies in the heap; constants and stacks do not.
  bool contains(const void *address) const {
    return reinterpret_cast<uint64_t>(address) - heapStart < heapBytes;
  }

  /// Write barrier: references in [address, address + bytes) may have been
  /// stored. Addresses outside the heap are fine.
  void recordWrite(const void *address, uint64_t bytes) {
    if (contains(address) && bytes)
      markCards(reinterpret_cast<uint64_t>(address), bytes);
  }

  /// How often objects have moved: an address that was read earlier is out of
  /// date if this number was another then, and if it was young.
  uint64_t moves() const { return moved; }
  /// True if the next collection may move what lies at the address.
  bool isYoung(uint64_t address) const {
    return address - heapStart <= nurseryBytes;
  }
  bool isStressed() const { return stressed; }

  /// Start of the object that a reference points to or into; addresses outside
  /// the heap and null are given back unchanged.
  Ref objectBase(Ref reference);

  /// Data size of an object (a reference to its start).
  static uint64_t objectBytes(Ref object);
  /// Whether references may point into objects.
  bool hasInteriorPointers() const;
  const LayoutTable &layouts() const;

  /// Objects of the runtime's own, for as long as the heap lives; null at
  /// first. A reference to one may be stored without a barrier.
  enum class Own : uint8_t {
    DynamicErrors, // the errors of package dyn
    Identities,    // errors that were asked for their identity
    Count
  };
  Ref &own(Own which) { return ownObjects[unsigned(which)]; }

  /// The place for what `key`, an address of its owner's, keeps; null at first.
  /// Valid until the next call.
  std::unique_ptr<HeapAttachment> &attachment(const void *key);

  HeapStatistics statistics() const;
  /// Empty without HeapOptions::profile.
  const AllocationProfile &allocationProfile() const;
  /// The module's, if it has one.
  const abi::LocationTable *locations() const;
  /// Bytes of the old space's cells in use, garbage that is not swept included.
  uint64_t oldBytes() const;
  const HeapOptions &options() const { return config; }

  /// Source location of the compiled call that the running function is in;
  /// line 0 when unknown. Never collects.
  struct Location {
    const char *file = nullptr;
    uint32_t line = 0;
  };
  Location locate(Context &context);

  /// The same for the call that is `skip` calls further out, inlined ones and
  /// those of other functions between counted where they have a line. Says the
  /// row of the table, too. Nothing when the stack has no more of them. Never
  /// collects.
  struct Caller {
    Location location;
    uint32_t row = 0; // > 0
  };
  std::optional<Caller> locateCaller(Context &context, uint64_t skip);

  /// The same for code that a signal stopped anywhere on the context's stack,
  /// with these registers. Async-signal-safe. Follows the frames if they are in
  /// order, else takes the lowest word of the stack that is a known return
  /// address (the C library has no frame pointers): then the line may be that
  /// of an earlier call.
  Location locateFault(Context &context, const void *stackPointer,
                       const void *framePointer) const;

private:
  void makeRecent(Mutator &mutator);
  Location locationOf(uint32_t number) const;
  Ref allocateSlow(Context &context, uint64_t header, uint64_t dataBytes);
  Ref allocateOld(Context &context, uint64_t header, uint64_t dataBytes);
  void profile(Context &context, uint64_t dataBytes);
  void stressCollect(Context &context);
  void collect(Context &context, bool major);
  void minorPhase(const void *frame);
  void majorPhase(const void *frame);
  bool overLimit(uint64_t more) const;
  void markCards(uint64_t address, uint64_t bytes);
  ObjectCounts countNursery() const;

  HeapOptions config;
  Ref ownObjects[unsigned(Own::Count)] = {};
  uint64_t heapStart = 0;
  uint64_t heapBytes = 0;
  uint64_t nurseryBytes = 0; // addresses below heapStart + nurseryBytes
  uint64_t moved = 0;
  uint8_t *cards = nullptr; // biased, see abi::Context::cards
  bool stressed = false;
  bool valid = false;
  HeapState *state;
  std::vector<std::pair<const void *, std::unique_ptr<HeapAttachment>>>
      attachments; // few
};

/// The heap of a context.
inline Heap &heapOf(Context &context) { return *context.heap; }

} // namespace vo::rt
