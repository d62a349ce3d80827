//===- Registration.cpp - Dialects of the compiler ------------------------===//

#include "driver/Registration.h"

#include "dialect/vo/Vo.h"
#include "dialect/vort/Vort.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/ControlFlow/IR/ControlFlow.h"
#include "mlir/Dialect/DLTI/DLTI.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"

using namespace mlir;

void vo::driver::registerDialects(DialectRegistry &registry) {
  registry.insert<ir::VoDialect, ir::vort::VortDialect, arith::ArithDialect,
                  cf::ControlFlowDialect, math::MathDialect, DLTIDialect,
                  func::FuncDialect, LLVM::LLVMDialect>();
  registerBuiltinDialectTranslation(registry);
  registerLLVMDialectTranslation(registry);
}
