//===- Natives.h - The library's native functions as data -------*- C++ -*-===//
//
// Every function of the library that has no body, with its name in modules, its
// symbol in the runtime, the machine form of what it takes and returns, and
// what its directive promises. The build makes from them the one table that
// compiler, runtime and the typing of modules read (runtime/abi/Natives.inc),
// the prototypes that runtime/std/ implements (runtime/std/Natives.h), and
// docs/natives.md.
//
// Not handled: natives of programs outside of the library.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/natives/Directive.h"
#include "frontend/packages/Packages.h"

#include "llvm/Support/raw_ostream.h"

namespace vo::fe {

/// Machine form of one leaf of a value: what one name in abi::EntryValue says.
enum class NativeLeaf : uint8_t { I64, F32, F64, Ref, Str, Slice, Iface };
llvm::StringRef nameOf(NativeLeaf leaf);

struct NativeParameter {
  std::string name; ///< empty where the declaration has none
  std::string type; ///< as the language writes it
  std::vector<NativeLeaf> leaves;
};

struct NativeFunction {
  std::string package, name;
  /// Symbol of the implementation: vo_std_<package>_<name>, `/` as `_`.
  std::string symbol;
  /// Name in modules.
  std::string wire;
  std::vector<NativeParameter> parameters, results;
  /// Types of parameters and results, "(string,[]uint8)(os.FileInfo,error)",
  /// for the typing of modules: structs and interfaces with methods by their
  /// full names, of other types what they were declared to be.
  std::string moduleTypes;
  NativeDirective directive;
  /// First sentence of the comment, in one line; empty if there is none.
  std::string summary;
};

/// The natives of the packages with these import paths, in the order of package
/// path and declaration. Mistakes are reported to compilation.diagnostics;
/// nothing if there are any.
std::optional<std::vector<NativeFunction>>
collectNatives(llvm::ArrayRef<std::string> packages,
               const LibrarySource &library, Compilation &compilation);

/// The things that are made from the natives. With `all`, there are prototypes
/// also of those that the runtime has yet to implement.
void emitNativeTable(llvm::ArrayRef<NativeFunction> natives,
                     llvm::raw_ostream &os);
void emitNativePrototypes(llvm::ArrayRef<NativeFunction> natives,
                          llvm::raw_ostream &os, bool all = false);
void emitNativePage(llvm::ArrayRef<NativeFunction> natives,
                    llvm::raw_ostream &os);

} // namespace vo::fe
