//===- SampleModule.h - A module with one of everything ----------*- C++
//-*-===//

#ifndef VO_BYTECODE_TESTING_SAMPLEMODULE_H
#define VO_BYTECODE_TESTING_SAMPLEMODULE_H

#include "bytecode/Model.h"

namespace vo::bc::testing {

/// A module that holds every record, every field with a value other than its
/// default, every opcode, every metadata tag, every run-time type and every
/// constant. Obeys the decoder's rules but not the verifier's.
Module makeSampleModule();

/// One of every alternative of InstrMeta, by tag.
std::vector<InstrMeta> allMetadata();

} // namespace vo::bc::testing

#endif // VO_BYTECODE_TESTING_SAMPLEMODULE_H
