//===- Voc.h - The command line of voc --------------------------*- C++ -*-===//
#pragma once

namespace vo::driver {

/// Runs `voc`; gives its exit status: that of the program for `run`, else 0, or
/// 1 after an error message on stderr.
int vocMain(int argc, char **argv);

} // namespace vo::driver
