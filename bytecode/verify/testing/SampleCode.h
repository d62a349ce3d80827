//===- SampleCode.h - The functions of the sample ---------------*- C++ -*-===//

#ifndef VO_BYTECODE_VERIFY_TESTING_SAMPLECODE_H
#define VO_BYTECODE_VERIFY_TESTING_SAMPLECODE_H

#include "bytecode/Model.h"

namespace vo::bc::verify::testing {

/// Appends the sample's functions to a module that has all other tables.
void addFunctions(Module &module);

} // namespace vo::bc::verify::testing

#endif // VO_BYTECODE_VERIFY_TESTING_SAMPLECODE_H
