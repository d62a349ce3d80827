//===- Memory.cpp - References, addresses, loads, stores ------------------===//

#include "dialect/vort/MemoryKinds.h"
#include "lowering/llvm/Conventions.h"
#include "lowering/llvm/WordStores.h"
#include "lowering/vort/Constants.h"
#include "lowering/vort/ExpandChecks.h"
#include "lowering/vort/MemoryTypes.h"
#include "lowering/vort/Patterns.h"
#include "runtime/abi/Module.h"

using namespace mlir;
using namespace vo::ir::vort;

namespace vo::lowering {
namespace {

//===----------------------------------------------------------------------===//
// Values and addresses
//===----------------------------------------------------------------------===//

struct NullLowering : Pattern<NullOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(NullOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::ZeroOp>(op, referenceType());
    return success();
  }
};

struct ZeroHeaderLowering : Pattern<ZeroHeaderOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(ZeroHeaderOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value zeros =
        LLVM::AddressOfOp::create(rewriter, loc, rawType(), kZerosName);
    rewriter.replaceOp(op, referenceTo(rewriter, loc, zeros));
    return success();
  }
};

struct IsNullLowering : Pattern<IsNullOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(IsNullOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value null = LLVM::ZeroOp::create(rewriter, op.getLoc(), referenceType());
    rewriter.replaceOpWithNewOp<LLVM::ICmpOp>(op, LLVM::ICmpPredicate::eq,
                                              adaptor.getRef(), null);
    return success();
  }
};

struct RefEqLowering : Pattern<RefEqOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(RefEqOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::ICmpOp>(
        op, LLVM::ICmpPredicate::eq, adaptor.getLhs(), adaptor.getRhs());
    return success();
  }
};

/// No `inbounds`: the base may be null and the rest an address (constant
/// strings).
struct AddrLowering : Pattern<AddrOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(AddrOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    Value address = adaptor.getBase();
    if (Value index = adaptor.getIndex()) {
      int64_t scale = op.getScale();
      if (scale != 1)
        index = LLVM::MulOp::create(rewriter, loc, index,
                                    wordConstant(rewriter, loc, scale));
      address =
          LLVM::GEPOp::create(rewriter, loc, address.getType(),
                              rewriter.getI8Type(), address, ValueRange(index));
    }
    if (op.getOffset() != 0)
      address = byteAddress(rewriter, loc, address, op.getOffset());
    rewriter.replaceOp(op, address);
    return success();
  }
};

struct InterfaceAddrLowering : Pattern<InterfaceAddrOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(InterfaceAddrOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    rewriter.replaceOpWithNewOp<LLVM::AddressOfOp>(
        op, rawType(), programSymbol(op.getInterface()));
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Accesses
//===----------------------------------------------------------------------===//

/// Machine form of a memory kind.
struct Access {
  unsigned bits; // of an integer; 0 = the value's own type
  bool isSigned;
};

Access accessOf(MemKind kind) {
  switch (kind) {
  case MemKind::U8:
    return {8, false};
  case MemKind::U16:
    return {16, false};
  case MemKind::U32:
    return {32, false};
  case MemKind::I8:
    return {8, true};
  case MemKind::I16:
    return {16, true};
  case MemKind::I32:
    return {32, true};
  case MemKind::I64:
  case MemKind::F64:
  case MemKind::Ref:
  case MemKind::Raw:
  case MemKind::Base:
  case MemKind::Extent:
  case MemKind::Header:
  case MemKind::Data:
  case MemKind::Any:
    return {0, false};
  }
  llvm_unreachable("not a memory kind");
}

struct LoadLowering : Pattern<LoadOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(LoadOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Access access = accessOf(op.getKind());
    Type type = getTypeConverter()->convertType(op.getValue().getType());
    Type inMemory = access.bits ? rewriter.getIntegerType(access.bits) : type;
    auto load = LLVM::LoadOp::create(rewriter, op.getLoc(), inMemory,
                                     adaptor.getAddress());
    load.setInvariant(op.getInvariant());
    load.setTbaaAttr(memoryTypeOf(memoryClassOf(op.getKind()), getContext()));
    Value value = load;
    if (access.bits && access.isSigned)
      value = LLVM::SExtOp::create(rewriter, op.getLoc(), type, value);
    else if (access.bits)
      value = LLVM::ZExtOp::create(rewriter, op.getLoc(), type, value);
    rewriter.replaceOp(op, value);
    return success();
  }
};

struct StoreLowering : Pattern<StoreOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(StoreOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Value value = adaptor.getValue();
    if (unsigned bits = accessOf(op.getKind()).bits)
      value = LLVM::TruncOp::create(rewriter, op.getLoc(),
                                    rewriter.getIntegerType(bits), value);
    auto store = rewriter.replaceOpWithNewOp<LLVM::StoreOp>(
        op, value, adaptor.getAddress());
    store.setTbaaAttr(memoryTypeOf(memoryClassOf(op.getKind()), getContext()));
    return success();
  }
};

/// Not a load but a function of its own, which the LLVM stage expands
/// (lowering/llvm/ExpandWordLoads.h).
struct LoadRefIfLowering : Pattern<LoadRefIfOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(LoadRefIfOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    bool isHeap = isa<RefType>(op.getAddress().getType());
    auto call = rewriter.replaceOpWithNewOp<LLVM::CallOp>(
        op, TypeRange(referenceType()),
        StringRef(isHeap ? kLoadRefIfName : kLoadRefIfRawName),
        ValueRange{adaptor.getCondition(), adaptor.getAddress()});
    call.setTbaaAttr(memoryTypeOf(MemoryClass::Interface, getContext()));
    return success();
  }
};

/// The same for stores of words that belong together (ExpandWordStores.h).
struct StoreWordsLowering : Pattern<StoreWordsOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(StoreWordsOp op, OpAdaptor adaptor,
                  ConversionPatternRewriter &rewriter) const override {
    SmallVector<Value> arguments{adaptor.getAddress()};
    llvm::append_range(arguments, adaptor.getValues());
    bool isHeap = isa<RefType>(op.getAddress().getType());
    if (isHeap)
      arguments.push_back(contextOf(op));
    WordStore form{op.getLetters(), !isHeap};
    auto call = rewriter.replaceOpWithNewOp<LLVM::CallOp>(
        op, TypeRange(), form.name(), arguments);
    if (op.getLetters().find_first_not_of("hw") == StringRef::npos)
      call.setTbaaAttr(memoryTypeOf(MemoryClass::Interface, getContext()));
    return success();
  }
};

//===----------------------------------------------------------------------===//
// Memory outside the heap
//===----------------------------------------------------------------------===//

LLVM::LLVMArrayType slotArray(OpBuilder &builder, uint64_t slots) {
  return LLVM::LLVMArrayType::get(builder.getI64Type(), slots);
}

struct FrameLowering : Pattern<FrameOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(FrameOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    Location loc = op.getLoc();
    setToEntry(rewriter, op);
    Value one = wordConstant(rewriter, loc, 1);
    Value address = LLVM::AllocaOp::create(rewriter, loc, rawType(),
                                           slotArray(rewriter, op.getSlots()),
                                           one, abi::kWordBytes);
    if (!op->hasAttr(kUninitialized)) {
      Value zero = LLVM::ConstantOp::create(rewriter, loc, rewriter.getI8Type(),
                                            rewriter.getI8IntegerAttr(0));
      Value bytes =
          wordConstant(rewriter, loc, op.getSlots() * abi::kWordBytes);
      LLVM::MemsetOp::create(rewriter, loc, address, zero, bytes,
                             /*isVolatile=*/false);
    }
    rewriter.replaceOp(op, address);
    return success();
  }
};

/// One array of words: the count and the rows.
struct InterfaceLowering : Pattern<InterfaceOp> {
  using Pattern::Pattern;
  LogicalResult
  matchAndRewrite(InterfaceOp op, OpAdaptor,
                  ConversionPatternRewriter &rewriter) const override {
    ir::ImplementersAttr implementers = op.getImplementers();
    SmallVector<int64_t> words = {
        static_cast<int64_t>(implementers.getTypes().size())};
    for (auto [type, itab] :
         llvm::zip_equal(implementers.getTypes(), implementers.getItabs()))
      words.push_back(static_cast<int64_t>(abi::implementerRow(type, itab)));
    LLVM::GlobalOp::create(rewriter, op.getLoc(),
                           slotArray(rewriter, words.size()),
                           /*isConstant=*/true, LLVM::Linkage::Internal,
                           programSymbol(op.getSymName()),
                           rewriter.getI64TensorAttr(words), abi::kWordBytes);
    rewriter.eraseOp(op);
    return success();
  }
};

} // namespace

void populateMemoryPatterns(RewritePatternSet &patterns,
                            const LLVMTypeConverter &types) {
  patterns.add<NullLowering, ZeroHeaderLowering, IsNullLowering, RefEqLowering,
               AddrLowering, LoadLowering, StoreLowering, LoadRefIfLowering,
               StoreWordsLowering, FrameLowering, InterfaceAddrLowering,
               InterfaceLowering>(types);
}

} // namespace vo::lowering
