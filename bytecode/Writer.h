//===- Writer.h - A Module to VOB bytes --------------------------*- C++
//-*-===//

#ifndef VO_BYTECODE_WRITER_H
#define VO_BYTECODE_WRITER_H

#include "bytecode/Model.h"
#include "bytecode/Result.h"

namespace vo::bc {

/// Encodes a module. writeModule(readModule(x)) is x, byte for byte, when the
/// methods of each named type in x are in name order; else they are sorted.
///
/// Fails, naming the record, on what readModule would refuse (invalid UTF-8,
/// duplicate names, metadata and code of different length, …), on an optional
/// id of 0xFFFFFFFF, and on files above 128 MiB.
Result<std::vector<uint8_t>> writeModule(const Module &module);

} // namespace vo::bc

#endif // VO_BYTECODE_WRITER_H
