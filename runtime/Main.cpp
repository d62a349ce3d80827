//===- Main.cpp - main of compiled programs -------------------------------===//
#include "runtime/Runtime.h"

/// Defined by the compiled program.
extern "C" const vo::abi::ModuleDescriptor vo_module;

int main(int argc, char **argv) { return vo_rt_main(argc, argv, &vo_module); }
