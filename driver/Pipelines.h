//===- Pipelines.h - Which pass after which ---------------------*- C++ -*-===//
//
// The one place that orders passes. Each arrow of the compiler is a named
// pipeline, the same in voc and vo-opt:
//
//   vo-ssa             vo as imported -> vo in SSA form, sharp types
//   vo-optimize        vo -> vo
//   vo-lower-to-vort   vo -> vort
//   vo-optimize-vort   vort -> vort
//   vo-lower-to-llvm   vort -> LLVM dialect with debug scopes
//
//===----------------------------------------------------------------------===//
#pragma once

#include "mlir/Pass/PassManager.h"

namespace vo::driver {

/// Forms of a program, in the order of the pipeline.
enum class Stage { Vo, VoOpt, Vort, LLVMDialect, LLVMIR, Assembly, Object };

/// vo as the importer makes it, without what the program cannot reach.
void buildPrunePipeline(mlir::OpPassManager &pm);
/// vo as the importer makes it, to SSA.
void buildSsaPipeline(mlir::OpPassManager &pm);
/// Optimizations on vo.
void buildOptimizePipeline(mlir::OpPassManager &pm, unsigned optLevel);
/// Optimizations on vort, part of the next from -O1 on.
void buildOptimizeVortPipeline(mlir::OpPassManager &pm);
void buildLowerToVortPipeline(mlir::OpPassManager &pm, unsigned optLevel);
void buildLowerToLLVMPipeline(mlir::OpPassManager &pm);

/// All of the above from the start of `from` to the end of `to`.
void buildPipeline(mlir::OpPassManager &pm, Stage from, Stage to,
                   unsigned optLevel);

/// Makes the pipelines available by name.
void registerPipelines();

} // namespace vo::driver
