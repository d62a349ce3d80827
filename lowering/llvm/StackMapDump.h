//===- StackMapDump.h - Show the stack maps of an object --------*- C++ -*-===//
#pragma once

#include "lowering/llvm/RootSet.h"
#include "llvm/Support/MemoryBufferRef.h"

#include <string>
#include <vector>

namespace vo::lowering {

/// One decoded record of a stack-map table.
struct DecodedRecord {
  std::string function;   // that the return address is in (its end included)
  uint64_t offset;        // of the return address in it, bytes
  uint64_t returnAddress; // in the file's address space (section or image)
  uint32_t location;      // row of the location table
  RootSet roots;
};

/// The stack-map table of an x86-64 ELF object, executable or shared object.
/// Fails if there is none or it is malformed; a table whose return addresses do
/// not ascend is malformed.
llvm::Expected<std::vector<DecodedRecord>>
decodeStackMaps(llvm::MemoryBufferRef file);

/// Prints one line per record: `f+0x1b line-row 3: [rsp+8]`.
llvm::Error dumpStackMaps(llvm::MemoryBufferRef file, llvm::raw_ostream &out);

} // namespace vo::lowering
