//===- Cfg.h - Basic blocks of a function -----------------------*- C++ -*-===//

#ifndef VO_BYTECODE_VERIFY_FLOW_CFG_H
#define VO_BYTECODE_VERIFY_FLOW_CFG_H

#include "bytecode/Model.h"

namespace vo::bc::verify {

/// The reachable part of a function as basic blocks. Conditions are not
/// evaluated: both ways of a branch count as taken.
struct Cfg {
  struct Block {
    /// First instruction, and the one behind the last.
    uint32_t begin, end;
    std::vector<uint32_t> predecessors;
  };
  /// In code order, so the entry is the first. Empty for empty code.
  std::vector<Block> blocks;
  /// Reachable instructions from which execution would run off the end.
  std::vector<uint32_t> openEnds;
};

/// Branch targets have been checked.
Cfg buildCfg(const FunctionDef &function);

} // namespace vo::bc::verify

#endif // VO_BYTECODE_VERIFY_FLOW_CFG_H
