//===- AssemblyFuzz.cpp - libFuzzer target: text to modules
//----------------===//
//
// Arbitrary text never crashes the assembler or the JSON reader; what they
// accept and the writer can encode has exact round trips.
//
//===----------------------------------------------------------------------===//

#include "bytecode/Writer.h"
#include "bytecode/assembly/Assembly.h"
#include "bytecode/json/Json.h"
#include "bytecode/testing/CheckRoundTrip.h"

#include <cstdio>
#include <cstdlib>

using namespace vo::bc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  std::string_view text(reinterpret_cast<const char *>(data), size);
  bool isJson = text.starts_with("{");
  Result<Module> module = isJson ? fromJson(text) : assemble(text);
  if (!module)
    return 0;
  Result<std::vector<uint8_t>> bytes = writeModule(*module);
  std::string wrong;
  if (bytes && bytes->size() <= 65536)
    wrong = testing::checkRoundTrip(*bytes);
  if (!wrong.empty()) {
    std::fprintf(stderr, "%s\n", wrong.c_str());
    std::abort();
  }
  return 0;
}
