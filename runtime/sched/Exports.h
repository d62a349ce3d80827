//===- Exports.h - Objects that other islands know --------------*- C++ -*-===//
#pragma once

#include "runtime/gc/Heap.h"

#include <atomic>
#include <memory>
#include <vector>

namespace vo::rt {

class Program;

/// An object of one island, `home`, as others name it. It lives as long as
/// somebody elsewhere holds it: objects there that stand for it, and messages.
/// Home makes the first hold; others copy one that they have.
class Export {
public:
  void hold() { holders.fetch_add(1, std::memory_order_relaxed); }
  /// Gives a hold up. The last one lets home forget the object.
  void release();

  /// The island whose object it is. Never changes.
  Program &home() const { return *owner; }
  /// What home says of the object. Does not change while somebody has a hold.
  uint64_t about() const { return description; }

private:
  friend class Exports;
  Program *owner = nullptr;
  Export *nextFree = nullptr; // home's
  uint64_t *word = nullptr;   // a root of home's heap; null word: not in use
  uint64_t description = 0;
  std::atomic<uint64_t> holders = 0;
};

/// The exports of an island. Used by its own thread.
class Exports {
public:
  Exports(Program &home, Heap &heap) : home(home), heap(heap) {}
  ~Exports();
  Exports(const Exports &) = delete;
  Exports &operator=(const Exports &) = delete;

  /// Makes an object known, without a hold yet.
  Export &add(Ref object, uint64_t about);
  /// The object; valid until something may collect.
  static Ref at(const Export &one) { return reinterpret_cast<Ref>(*one.word); }
  /// The object of one that nobody holds any more, which is forgotten; null if
  /// somebody does, or if that has been done already.
  Ref forget(Export &one);

  /// Somebody elsewhere may send to this island.
  bool any() const { return count != 0; }

  /// Told of exports that have been forgotten.
  void (*forgotten)(Ref object) = nullptr;

private:
  static constexpr uint32_t kChunk = 32;
  struct Chunk {
    uint64_t words[kChunk] = {};
    Export exports[kChunk];
  };

  Program &home;
  Heap &heap;
  std::vector<std::unique_ptr<Chunk>> chunks;
  Export *freeExports = nullptr;
  uint64_t count = 0;
};

} // namespace vo::rt
