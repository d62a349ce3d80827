//===- Runtime.h - Running a compiled program -------------------*- C++ -*-===//
#pragma once

#include "runtime/Entries.h"
#include "runtime/abi/Module.h"

/// Runs a compiled program on the calling thread until it ends; gives its exit
/// status. Standard output is flushed. May be called again afterwards. The
/// descriptor and what it refers to stay the caller's; globals are not reset.
extern "C" int vo_rt_main(int argc, char **argv,
                          const vo::abi::ModuleDescriptor *module);
