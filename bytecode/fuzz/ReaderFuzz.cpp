//===- ReaderFuzz.cpp - libFuzzer target: bytes through every form
//---------===//
//
// Whatever the reader accepts is written back to the same bytes (up to the
// order of methods, which the format fixes), and small modules survive JSON
// and assembly.
//
//===----------------------------------------------------------------------===//

#include "bytecode/Reader.h"
#include "bytecode/Writer.h"
#include "bytecode/testing/CheckRoundTrip.h"

#include <cstdio>
#include <cstdlib>

using namespace vo::bc;

static void require(bool condition, const std::string &what) {
  if (condition)
    return;
  std::fprintf(stderr, "%s\n", what.c_str());
  std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Result<Module> module = readModule({data, size});
  if (!module)
    return 0;
  Result<std::vector<uint8_t>> written = writeModule(*module);
  require(written.ok(), "a module that was read cannot be written");
  require(written->size() == size, "the written file has another size");
  Result<Module> again = readModule(*written);
  require(again.ok() && *again == *module, "the written file differs");
  if (size <= 4096) {
    std::string wrong = testing::checkTextForms(*module);
    require(wrong.empty(), wrong);
  }
  return 0;
}
