//===- TagIdentity.cpp - Identity of types but for field tags --------------===//

#include "frontend/check/Sema.h"

using namespace vo::fe;
using llvm::cast;

namespace {

class Comparison {
public:
  bool same(Type *x, Type *y) {
    if (x == y)
      return true;
    if (!x || !y || x->kind() != y->kind())
      return false;
    // A pair that is being compared, or was, needs no second look: had it
    // differed, the whole would.
    return !assumed.insert({x, y}).second || sameShape(x, y);
  }

private:
  bool sameShape(Type *x, Type *y) {
    switch (x->kind()) {
    case TypeKind::Pointer:
      return same(cast<PointerType>(x)->element, cast<PointerType>(y)->element);
    case TypeKind::Slice:
      return same(cast<SliceType>(x)->element, cast<SliceType>(y)->element);
    case TypeKind::Array:
      return cast<ArrayType>(x)->length == cast<ArrayType>(y)->length &&
             same(cast<ArrayType>(x)->element, cast<ArrayType>(y)->element);
    case TypeKind::Map:
      return same(cast<MapType>(x)->key, cast<MapType>(y)->key) &&
             same(cast<MapType>(x)->value, cast<MapType>(y)->value);
    case TypeKind::Queue:
      return sameQueue(*cast<QueueType>(x), *cast<QueueType>(y));
    case TypeKind::Signature:
      return sameSignature(*cast<SignatureType>(x), *cast<SignatureType>(y));
    case TypeKind::Struct:
      return sameStruct(*cast<StructType>(x), *cast<StructType>(y));
    default:
      return false;
    }
  }

  bool sameQueue(QueueType &x, QueueType &y) {
    return x.isPort == y.isPort && x.direction == y.direction &&
           same(x.element, y.element);
  }

  bool sameSignature(SignatureType &x, SignatureType &y) {
    return x.variadic == y.variadic && sameList(x.params, y.params) &&
           sameList(x.results, y.results);
  }

  bool sameList(llvm::ArrayRef<Type *> x, llvm::ArrayRef<Type *> y) {
    return llvm::equal(x, y, [&](Type *a, Type *b) { return same(a, b); });
  }

  bool sameStruct(StructType &x, StructType &y) {
    return llvm::equal(x.fields, y.fields, [&](const Field &a, const Field &b) {
      return a.name == b.name && a.embedded == b.embedded &&
             (a.package == b.package || a.name->exported) &&
             same(a.type, b.type);
    });
  }

  llvm::DenseSet<std::pair<Type *, Type *>> assumed;
};

} // namespace

bool Sema::identicalIgnoringTags(Type *x, Type *y) {
  return Comparison().same(x, y);
}
