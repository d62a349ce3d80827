//===- Code.cpp - Functions as values -------------------------------------===//

#include "dialect/vort/Vort.h"
#include "lowering/vort/Constants.h"
#include "lowering/vort/Patterns.h"
#include "runtime/abi/Object.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::lowering {
namespace {

struct FuncAddrLowering : Pattern<FuncAddrOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(FuncAddrOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::AddressOfOp>(
        op, rawType(), programSymbol(op.getFunction()));
    return success();
  }
};

struct CodeTableAddrLowering : Pattern<CodeTableAddrOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(CodeTableAddrOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::AddressOfOp>(
        op, rawType(), programSymbol(op.getTable()));
    return success();
  }
};

struct CodeTableLowering : Pattern<CodeTableOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(CodeTableOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    int64_t first = op.getNullFirst() ? 1 : 0;
    auto type = LLVM::LLVMArrayType::get(
        rawType(), static_cast<uint64_t>(first) + op.getFunctions().size());
    auto global = LLVM::GlobalOp::create(
        rewriter, loc, type, /*isConstant=*/true, LLVM::Linkage::Internal,
        programSymbol(op.getSymName()), Attribute(), abi::kWordBytes);
    buildInitializer(global, rewriter, [&] {
      Value table = LLVM::ZeroOp::create(rewriter, loc, type);
      for (auto [index, name] :
           llvm::enumerate(op.getFunctions().getAsRange<FlatSymbolRefAttr>())) {
        Value code = LLVM::AddressOfOp::create(rewriter, loc, rawType(),
                                               programSymbol(name.getValue()));
        table = LLVM::InsertValueOp::create(
            rewriter, loc, table, code, first + static_cast<int64_t>(index));
      }
      return table;
    });
    rewriter.eraseOp(op);
    return success();
  }
};

/// Tables.cpp has read it.
struct DynamicTablesLowering : Pattern<DynamicTablesOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(DynamicTablesOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.eraseOp(op);
    return success();
  }
};

struct StaticClosureLowering : Pattern<StaticClosureOp> {
  StaticClosureLowering(const LLVMTypeConverter &types,
                        const ConstantPool &constants)
      : Pattern(types), constants(constants) {}

  LogicalResult
  matchAndRewrite(StaticClosureOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOp(
        op, constants.closure(rewriter, op.getLoc(), op.getFunctionAttr()));
    return success();
  }

  const ConstantPool &constants;
};

} // namespace

void populateCodePatterns(RewritePatternSet &patterns,
                          const LLVMTypeConverter &types,
                          const ConstantPool &constants) {
  patterns.add<FuncAddrLowering, CodeTableAddrLowering, CodeTableLowering,
               DynamicTablesLowering>(types);
  patterns.add<StaticClosureLowering>(types, constants);
}

} // namespace vo::lowering
