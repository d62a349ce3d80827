//===- FormatFuzz.cpp - libFuzzer target: the laws of the formatter -------===//

#include "frontend/format/testing/Formatted.h"

#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef text(reinterpret_cast<const char *>(data), size);
  std::string result;
  std::string wrong = vo::fe::testing::checkFormat(text, result);
  if (wrong.empty())
    return 0;
  std::fprintf(stderr, "%s\n--- text\n%s\n--- result\n%s\n", wrong.c_str(),
               text.str().c_str(), result.c_str());
  std::abort();
}
