//===- SystemLibraries.h - Where the C library's parts are ------*- C++ -*-===//
#pragma once

#include "llvm/Support/Error.h"

#include <string>

namespace vo::driver {

/// What an executable is linked with besides objects and runtime.
struct SystemLibraries {
  std::string libraryFolder;  // Scrt1.o, crti.o, crtn.o, libc.so
  std::string compilerFolder; // crtbeginS.o, crtendS.o, libgcc.a, libstdc++.a
  std::string loader;         // dynamic loader of executables
};

/// Finds them below `root` ("" for the machine's own) in the folders that
/// distributions use; the newest compiler wins. Fails with a message that says
/// what to install.
llvm::Expected<SystemLibraries> findSystemLibraries(llvm::StringRef root = "");

} // namespace vo::driver
