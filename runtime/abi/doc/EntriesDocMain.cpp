//===- EntriesDocMain.cpp - Prints docs/runtime.md ------------------------===//

#include "runtime/abi/doc/EntriesDoc.h"

#include <cstdio>

int main() { std::fputs(vo::abi::entriesPage().c_str(), stdout); }
