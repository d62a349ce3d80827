//===- Selection.h - What a selector selects --------------------*- C++ -*-===//
#pragma once

#include "frontend/types/Object.h"

namespace vo::fe {

/// Result of looking up a name in a type.
struct Selection {
  enum class Kind : uint8_t {
    Field,
    /// Method of a named type; `method` is set.
    Method,
    /// Method of an interface; `interfaceMethod` is its index in the method
    /// list of `interface`.
    InterfaceMethod,
  } kind = Kind::Field;
  /// `T.m` on a type: the receiver is the first argument.
  bool methodExpression = false;
  /// Type of the operand (of `T` in a method expression).
  Type *base = nullptr;
  /// Field numbers from `base` to the field (included), or to the embedded
  /// field that has the method (empty when `base` has it itself). A pointer on
  /// the way is followed.
  llvm::ArrayRef<uint32_t> path;
  /// A pointer is followed on the way (`base` being one counts).
  bool indirect = false;
  Func *method = nullptr;
  InterfaceType *interface = nullptr;
  uint32_t interfaceMethod = 0;
  /// Field: its type. Method: its signature without receiver.
  Type *type = nullptr;
  /// Method with pointer receiver on an addressable operand that is no pointer:
  /// the code generator takes its address.
  bool implicitAddress = false;
};

/// Outcome of a lookup that found nothing usable.
enum class LookupFailure : uint8_t { None, NotFound, Ambiguous };

/// Looks up fields and methods, embedded ones included. Unexported names match
/// only in `package`. Results are cached per (type, name, package).
class Lookup {
public:
  Lookup(llvm::BumpPtrAllocator &arena);
  ~Lookup();
  /// Null with a failure; does not judge addressability.
  const Selection *find(Type *type, Name name, Package *package,
                        LookupFailure *failure = nullptr);
  /// First method of `interface` that `type` lacks (by name, signature, or
  /// receiver form); null if it implements the interface. `wrongType` tells
  /// that a method of the name exists with another signature, `pointerReceiver`
  /// that only *T has it.
  const InterfaceMethod *missingMethod(Type *type, InterfaceType *interface,
                                       bool *wrongType = nullptr,
                                       bool *pointerReceiver = nullptr);

private:
  struct Impl;
  std::unique_ptr<Impl> impl;
};

} // namespace vo::fe
