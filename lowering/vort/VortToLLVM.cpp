//===- VortToLLVM.cpp - The pass vort-to-llvm -----------------------------===//
//
// Checks, then four steps:
//
//   1. many arguments and results go through memory (MemoryPassing.h), and what
//      is copied leaf by leaf is copied in loops (CopyRuns.h)
//   2. checks and output become branches and runtime calls (ExpandChecks.h)
//   3. one dialect conversion with one type converter
//   4. the module descriptor and its tables (Tables.h)
//
// Locations are kept; debug information is made from them later.
//
//===----------------------------------------------------------------------===//

#include "lowering/Passes.h"
#include "lowering/vort/CheckInput.h"
#include "lowering/vort/Constants.h"
#include "lowering/vort/CopyRuns.h"
#include "lowering/vort/ExpandChecks.h"
#include "lowering/vort/GlobalBlock.h"
#include "lowering/vort/Layouts.h"
#include "lowering/vort/MapTypes.h"
#include "lowering/vort/MemoryPassing.h"
#include "lowering/vort/Patterns.h"
#include "lowering/vort/Tables.h"

#include "mlir/Conversion/ArithToLLVM/ArithToLLVM.h"
#include "mlir/Conversion/ControlFlowToLLVM/ControlFlowToLLVM.h"
#include "mlir/Conversion/MathToLLVM/MathToLLVM.h"
#include "mlir/Conversion/UBToLLVM/UBToLLVM.h"

namespace vo::lowering {
#define GEN_PASS_DEF_VORTTOLLVM
#include "lowering/Passes.h.inc"
} // namespace vo::lowering

using namespace mlir;

namespace vo::lowering {
namespace {

struct VortToLLVM : impl::VortToLLVMBase<VortToLLVM> {
  void runOnOperation() override {
    ModuleOp module = getOperation();
    if (failed(checkInput(module)))
      return signalPassFailure();
    for (auto function : module.getOps<func::FuncOp>()) {
      copyRuns(function, passThroughMemory(function));
      expandChecks(function);
    }

    LowerToLLVMOptions options(&getContext());
    options.overrideIndexBitwidth(64);
    LLVMTypeConverter types(&getContext(), options);
    addConversions(types);

    GlobalBlock globals(module);
    ModuleFacts facts = collectFacts(module, globals);
    ConstantPool constants(module);
    LayoutTable layouts;
    declareEntries(module, types);
    if (failed(convert(module, types, constants, globals, layouts)))
      return signalPassFailure();
    defineTables(module, facts, globals, layouts);
    dropAttributes(module);
  }

private:
  static void addConversions(LLVMTypeConverter &types) {
    types.addConversion([](ir::vort::RefType type) {
      return referenceTypeOf(type.getContext());
    });
    types.addConversion([](ir::vort::RawType type) -> Type {
      return LLVM::LLVMPointerType::get(type.getContext());
    });
  }

  LogicalResult convert(ModuleOp module, LLVMTypeConverter &types,
                        const ConstantPool &constants,
                        const GlobalBlock &globals, LayoutTable &layouts) {
    RewritePatternSet patterns(&getContext());
    arith::populateArithToLLVMConversionPatterns(types, patterns);
    cf::populateControlFlowToLLVMConversionPatterns(types, patterns);
    populateMathToLLVMConversionPatterns(types, patterns);
    ub::populateUBToLLVMConversionPatterns(types, patterns);
    populateFunctionPatterns(patterns, types);
    populateMemoryPatterns(patterns, types);
    populateGlobalPatterns(patterns, types, globals);
    populateConstantPatterns(patterns, types, constants);
    populateCodePatterns(patterns, types, constants);
    MapTypes mapTypes(layouts);
    populateMapPatterns(patterns, types, mapTypes);
    populateDeferFramePatterns(patterns, types);
    populateStackObjectPatterns(patterns, types, layouts);
    populateRuntimePatterns(patterns, types, layouts);

    ConversionTarget target(getContext());
    target.addLegalDialect<LLVM::LLVMDialect>();
    target.addLegalOp<ModuleOp>();
    return applyFullConversion(module, target, std::move(patterns));
  }

  /// What the descriptor now says.
  static void dropAttributes(ModuleOp module) {
    SmallVector<StringAttr> names;
    for (NamedAttribute attribute : module->getDiscardableAttrs())
      if (attribute.getName().strref().starts_with("vo."))
        names.push_back(attribute.getName());
    for (StringAttr name : names)
      module->removeDiscardableAttr(name);
  }
};

} // namespace
} // namespace vo::lowering
