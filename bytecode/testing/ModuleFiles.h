//===- ModuleFiles.h - Tools over many .vob files ---------------*- C++ -*-===//
//
// What programs share that look at files one by one: their arguments,
//
//   [--list FILE] [FILE…]
//
// where --list reads file names from a file, one a line, and their exit status:
// the largest that a file calls for, 2 for one that cannot be read.
//
//===----------------------------------------------------------------------===//

#ifndef VO_BYTECODE_TESTING_MODULEFILES_H
#define VO_BYTECODE_TESTING_MODULEFILES_H

#include "bytecode/Model.h"

#include <functional>
#include <string>

namespace vo::bc::testing {

/// The exit status that a module from the file at `path` calls for; prints why.
using ModuleVisitor = std::function<int(const std::string &path, Module &)>;

/// Reads the files that the arguments name and shows each module to `visit`.
/// Prints what cannot be read. Gives the exit status.
int visitModuleFiles(int argc, char **argv, const ModuleVisitor &visit);

} // namespace vo::bc::testing

#endif // VO_BYTECODE_TESTING_MODULEFILES_H
