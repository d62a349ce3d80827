//===- JitLinker.h - Link objects into this process -------------*- C++ -*-===//
//
// ORC glue of the JIT: takes an object that lowering/llvm emitted, links it
// with JITLink against the runtime in this process, and finds its symbols. All
// sections of an object lie within 2 GiB of each other; the runtime may be
// anywhere (calls to it go through stubs beside the code).
//
// An undefined symbol is looked up among the given runtime symbols, then, if
// its name does not begin with "vo_", in the process (memcpy, fmod, ... that
// LLVM made calls to).
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"

#include <memory>

namespace vo::driver {

/// A symbol of the running process that compiled code may refer to.
struct RuntimeSymbol {
  const char *name;
  void *address;
};

struct JitLinkerOptions {
  /// Tell a debugger of the code (gdb's JIT interface).
  bool debugger = true;
};

/// Owns linked code; the code goes away with it.
class JitLinker {
public:
  static llvm::Expected<std::unique_ptr<JitLinker>>
  create(llvm::ArrayRef<RuntimeSymbol> runtime,
         const JitLinkerOptions &options = {});
  ~JitLinker();

  /// Adds an object; it is linked when a symbol of it is looked up.
  llvm::Error add(std::unique_ptr<llvm::MemoryBuffer> object);

  /// Address of a symbol that an added object defines. Fails with the names of
  /// undefined symbols if the object cannot be linked.
  llvm::Expected<void *> lookup(llvm::StringRef name);

private:
  JitLinker();
  struct Session;
  std::unique_ptr<Session> session;
};

} // namespace vo::driver
