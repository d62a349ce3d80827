//===- CheckRoundTrip.h - All round trips of one module ----------*- C++
//-*-===//

#ifndef VO_BYTECODE_TESTING_CHECKROUNDTRIP_H
#define VO_BYTECODE_TESTING_CHECKROUNDTRIP_H

#include "bytecode/Model.h"

#include <span>
#include <string>

namespace vo::bc::testing {

/// Says how the JSON and assembly forms of a module differ from it after
/// being read back; empty when both are exact and stable.
std::string checkTextForms(const Module &module);

/// The same for a VOB file, which must be readable, and whose bytes must come
/// back from the writer.
std::string checkRoundTrip(std::span<const uint8_t> bytes);

} // namespace vo::bc::testing

#endif // VO_BYTECODE_TESTING_CHECKROUNDTRIP_H
