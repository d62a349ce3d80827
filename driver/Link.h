//===- Link.h - Make executables --------------------------------*- C++ -*-===//
//
// Links objects that lowering/llvm emitted with the runtime into a position
// independent executable, with lld in process. The executable needs the C
// library of the machine that it is linked on, nothing else.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"

#include <string>
#include <vector>

namespace vo::driver {

struct LinkOptions {
  /// Further objects or archives to link, before the runtime.
  std::vector<std::string> extraInputs;
  /// More arguments for the linker.
  std::vector<std::string> linkerArguments;
  /// Leave symbols and debug information out.
  bool strip = false;
};

/// The runtime's archive: $VO_RUNTIME_LIB if set, else lib/vo/libvo_runtime.a
/// in the folder above that of the running executable. Fails if there is no
/// such file.
llvm::Expected<std::string> findRuntimeArchive();

/// Links `objects` into the executable `output`. The file appears complete or
/// not at all. Fails with the linker's messages, or when the C library's
/// start files are not installed.
llvm::Error linkExecutable(llvm::ArrayRef<llvm::MemoryBufferRef> objects,
                           llvm::StringRef runtimeArchive,
                           llvm::StringRef output,
                           const LinkOptions &options = {});

} // namespace vo::driver
