//===- RootSet.h - Where references into the heap come from -----*- C++ -*-===//
#pragma once

#include "runtime/gc/Layouts.h"
#include "runtime/gc/stack/StackWalk.h"

namespace vo::rt {

/// Module globals, stacks and handles. Remembered cards are no part of it.
///
/// A mutator that has not run since a collection refers to nothing in the
/// nursery: the collection has promoted all that it referred to. So there are
/// two rings of mutators, and a minor collection visits those that ran only.
class RootSet {
public:
  RootSet();

  LayoutTable layouts;
  StackMaps stackMaps;
  std::vector<abi::GlobalRoot> globals;
  uint64_t visitedFrames = 0; // of all stacks, by all visits

  /// Adds a mutator, as one that runs.
  void attach(Mutator &mutator);
  void detach(Mutator &mutator);
  /// The mutator is about to run, or something is stored into its frames or
  /// handles.
  void activate(Mutator &mutator) {
    if (!mutator.recent) [[unlikely]]
      makeRecent(mutator);
  }
  /// After a collection: no mutator but this one has run since.
  void restExcept(Mutator &running);

  /// Calls visit(uint64_t *slot) for every root. Slots may hold null, interior
  /// references and addresses outside the heap, and may be visited twice.
  /// `running` is the frame of a function that the running mutator called.
  /// A visitor that has enterStack(mutator) and enterFrame(frame) is told whose
  /// slots are next.
  template <typename Visit> void visit(const void *running, Visit &visit) {
    visitRecent(running, visit);
    visitRing(quiet, running, visit);
  }
  /// The same without mutators that have not run since the last collection.
  template <typename Visit> void visitRecent(const void *running, Visit &visit);

  /// Calls visit(low, high) for the part in use of every mutator's stack, by
  /// its addresses, and for where it lies when that is elsewhere. Several may
  /// have the same addresses.
  template <typename Visit>
  void visitStacks(const void *running, Visit &&visit) const {
    for (const Mutator *ring : {&recent, &quiet})
      for (const Mutator *mutator = ring->nextMutator; mutator != ring;
           mutator = mutator->nextMutator) {
        if (!mutator->baseFrame)
          continue;
        const void *top = mutator->stopped.framePointer;
        visit(reinterpret_cast<uint64_t>(top ? top : running),
              reinterpret_cast<uint64_t>(mutator->baseFrame));
        if (mutator->displacement != 0)
          visit(mutator->savedLow + mutator->displacement,
                mutator->savedHigh + mutator->displacement);
      }
  }

private:
  template <typename Visit> struct FrameVisitor {
    const LayoutTable &layouts;
    const Mutator &mutator;
    Visit &visit;
    void slot(uint64_t *address) { visit(address); }
    void object(uint32_t layout, uint64_t *address) {
      if (layout == abi::kFrameTableLayout) [[unlikely]]
        return table(reinterpret_cast<abi::FrameTable *>(address));
      layouts.trace(layouts[layout], reinterpret_cast<Ref>(address), visit);
    }
    void table(const abi::FrameTable *table) {
      auto *rows = reinterpret_cast<const abi::FrameTable::Row *>(table + 1);
      for (uint64_t i = 0; i < table->count; ++i)
        if (rows[i].object)
          object(
              uint32_t(rows[i].layout),
              mutator.inMemory(reinterpret_cast<uint64_t *>(rows[i].object)));
    }
  };

  void makeRecent(Mutator &mutator);
  template <typename Visit>
  void visitRing(const Mutator &ring, const void *running, Visit &visit);
  template <typename Visit>
  void visitMutator(const Mutator &mutator, const void *running, Visit &visit);

  Mutator recent{}, quiet{};                            // heads of the rings
  std::vector<std::pair<uint64_t *, uint64_t>> derived; // scratch
};

template <typename Visit>
void RootSet::visitRecent(const void *running, Visit &visit) {
  for (const abi::GlobalRoot &root : globals)
    layouts.traceSlots(layouts[root.layout], root.address, root.slots, visit);
  visitRing(recent, running, visit);
}

template <typename Visit>
void RootSet::visitRing(const Mutator &ring, const void *running,
                        Visit &visit) {
  for (const Mutator *mutator = ring.nextMutator; mutator != &ring;
       mutator = mutator->nextMutator)
    visitMutator(*mutator, running, visit);
}

template <typename Visit>
void RootSet::visitMutator(const Mutator &mutator, const void *running,
                           Visit &visit) {
  constexpr bool tellsFrames = requires(Frame frame) {
    visit.enterStack(mutator);
    visit.enterFrame(frame);
  };
  if constexpr (tellsFrames)
    visit.enterStack(mutator);
  for (Handle *handle = mutator.handles; handle;) {
    const Handle &link = *mutator.inMemory(handle);
    Ref *references = mutator.inMemory(link.references);
    for (size_t i = 0; i < link.count; ++i)
      visit(reinterpret_cast<uint64_t *>(references + i));
    handle = link.previous;
  }
  if (!mutator.baseFrame)
    return;
  FrameVisitor<Visit> visitor{layouts, mutator, visit};
  walkStack(mutator, running, [&](const Frame &frame) {
    ++visitedFrames;
    if constexpr (tellsFrames)
      visit.enterFrame(frame);
    if (StackMapEntry entry = stackMaps.find(frame.returnAddress))
      visitFrameRoots(frame, entry.roots, derived, visitor);
    return true;
  });
}

} // namespace vo::rt
