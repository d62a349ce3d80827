//===- Object.cpp - Scopes --------------------------------------------------===//

#include "frontend/types/Object.h"

using namespace vo::fe;

Object *Scope::lookupHere(Name name) const {
  if (index)
    return index->lookup(name);
  for (Object *object : objects)
    if (object->name == name)
      return object;
  return nullptr;
}

Object *Scope::lookup(Name name) const {
  for (const Scope *scope = this; scope; scope = scope->outer)
    if (Object *object = scope->lookupHere(name))
      return object;
  return nullptr;
}

Object *Scope::insert(Object *object) {
  if (Object *before = lookupHere(object->name))
    return before;
  objects.push_back(object);
  if (index) {
    index->insert({object->name, object});
  } else if (objects.size() > linearLimit) {
    index = std::make_unique<llvm::DenseMap<Name, Object *>>();
    for (Object *member : objects)
      index->insert({member->name, member});
  }
  return nullptr;
}
