//===- Roots.h - References held by runtime code ----------------*- C++ -*-===//
//
// Collections move objects. C++ code that must keep a reference over a call
// that may collect puts it into a Rooted; the collector updates it in place.
//
//   Rooted<Str> text(context, a);
//   Ref copy = heap.allocate(...);        // may move everything
//   memcpy(copy, bytes(text.get()), ...); // text has been updated
//
// Handles of a goroutine form a stack: they are locals, destroyed in reverse
// order. Code that leaves C++ frames without running destructors (a panic)
// drops them by resetting the chain, see RootScope.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/gc/Mutator.h"

namespace vo::rt {

/// Restores the handle chain on destruction to what it was on construction.
/// For places where control comes back although handles were not destroyed.
class RootScope {
public:
  explicit RootScope(Context &context)
      : mutator(Mutator::of(context)), saved(mutator.handles) {}
  ~RootScope() { mutator.handles = saved; }
  RootScope(const RootScope &) = delete;
  RootScope &operator=(const RootScope &) = delete;

private:
  Mutator &mutator;
  Handle *saved;
};

namespace detail {
inline Ref *referenceOf(Ref &value) { return &value; }
inline Ref *referenceOf(Str &value) { return &value.base; }
inline Ref *referenceOf(Slice &value) { return &value.base; }
inline Ref *referenceOf(Iface &value) { return &value.reference; }
} // namespace detail

/// A Ref, Str, Slice or Iface that survives collections. Interior and null
/// references are fine.
template <typename T = Ref> class Rooted {
public:
  explicit Rooted(Context &context, T initial = T{})
      : mutator(Mutator::of(context)), value(initial),
        handle{mutator.handles, detail::referenceOf(value), 1} {
    mutator.handles = &handle;
  }
  ~Rooted() { mutator.handles = handle.previous; }
  Rooted(const Rooted &) = delete;
  Rooted &operator=(const Rooted &) = delete;

  /// The present value; its reference is valid until the next collection.
  const T &get() const { return value; }
  const T *operator->() const { return &value; }
  operator const T &() const { return value; }
  void set(T newValue) { value = newValue; }

private:
  Mutator &mutator;
  T value;
  Handle handle;
};

/// Roots the references of an array that belongs to the caller, which keeps
/// the array alive and in place for the lifetime of the handle.
class RootedSpan {
public:
  RootedSpan(Context &context, Ref *references, size_t count)
      : mutator(Mutator::of(context)),
        handle{mutator.handles, references, count} {
    mutator.handles = &handle;
  }
  ~RootedSpan() { mutator.handles = handle.previous; }
  RootedSpan(const RootedSpan &) = delete;
  RootedSpan &operator=(const RootedSpan &) = delete;

private:
  Mutator &mutator;
  Handle handle;
};

} // namespace vo::rt
