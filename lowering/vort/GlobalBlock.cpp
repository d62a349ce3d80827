//===- GlobalBlock.cpp - Where global variables lie -----------------------===//

#include "lowering/vort/GlobalBlock.h"

#include "dialect/vo/ModuleAttributes.h"
#include "dialect/vort/Vort.h"
#include "lowering/vort/Patterns.h"
#include "runtime/abi/Context.h"
#include "runtime/abi/Object.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::lowering {

GlobalBlock::GlobalBlock(ModuleOp module) {
  for (auto function : module.getOps<func::FuncOp>())
    if (function->hasAttr(ir::kIslandInitAttr))
      islandInit = programSymbol(function.getName());
  if (!exists())
    return;
  for (auto global : module.getOps<ir::vort::GlobalOp>()) {
    offsets[global.getSymName()] = size;
    size += uint64_t{global.getLayout().size()} * abi::kWordBytes;
  }
}

//===----------------------------------------------------------------------===//
// Patterns
//===----------------------------------------------------------------------===//

namespace {

struct GlobalAddrLowering : Pattern<GlobalAddrOp> {
  GlobalAddrLowering(const LLVMTypeConverter &types, const GlobalBlock &globals)
      : Pattern(types), globals(globals) {}

  LogicalResult
  matchAndRewrite(GlobalAddrOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!globals.exists()) {
      rewriter.replaceOpWithNewOp<LLVM::AddressOfOp>(
          op, rawType(), programSymbol(op.getGlobal()));
      return success();
    }
    Location loc = op.getLoc();
    Value word =
        byteAddress(rewriter, loc, contextOf(op), abi::kContextGlobals);
    auto block = LLVM::LoadOp::create(rewriter, loc, rawType(), word);
    block.setInvariant(true);
    rewriter.replaceOp(op, byteAddress(rewriter, loc, block,
                                       static_cast<int64_t>(
                                           globals.offsetOf(op.getGlobal()))));
    return success();
  }

  const GlobalBlock &globals;
};

struct GlobalLowering : Pattern<GlobalOp> {
  GlobalLowering(const LLVMTypeConverter &types, const GlobalBlock &globals)
      : Pattern(types), globals(globals) {}

  LogicalResult
  matchAndRewrite(GlobalOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    if (!globals.exists())
      defineZeroedWords(rewriter, op.getLoc(), programSymbol(op.getSymName()),
                        op.getLayout().size());
    rewriter.eraseOp(op);
    return success();
  }

  const GlobalBlock &globals;
};

} // namespace

void populateGlobalPatterns(RewritePatternSet &patterns,
                            const LLVMTypeConverter &types,
                            const GlobalBlock &globals) {
  patterns.add<GlobalAddrLowering, GlobalLowering>(types, globals);
}

} // namespace vo::lowering
