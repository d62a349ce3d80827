#include "runtime/gc/RootSet.h"

namespace vo::rt {

static void link(Mutator &ring, Mutator &mutator) {
  mutator.nextMutator = ring.nextMutator;
  mutator.previousMutator = &ring;
  ring.nextMutator->previousMutator = &mutator;
  ring.nextMutator = &mutator;
}

static void unlink(Mutator &mutator) {
  mutator.previousMutator->nextMutator = mutator.nextMutator;
  mutator.nextMutator->previousMutator = mutator.previousMutator;
}

RootSet::RootSet() {
  recent.nextMutator = recent.previousMutator = &recent;
  quiet.nextMutator = quiet.previousMutator = &quiet;
}

void RootSet::attach(Mutator &mutator) {
  mutator.recent = true;
  link(recent, mutator);
}

void RootSet::detach(Mutator &mutator) { unlink(mutator); }

void RootSet::makeRecent(Mutator &mutator) {
  unlink(mutator);
  attach(mutator);
}

void RootSet::restExcept(Mutator &running) {
  while (recent.nextMutator != &recent) {
    Mutator &mutator = *recent.nextMutator;
    unlink(mutator);
    mutator.recent = false;
    link(quiet, mutator);
  }
  activate(running);
}

} // namespace vo::rt
