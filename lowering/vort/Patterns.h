//===- Patterns.h - What the conversion patterns share ----------*- C++ -*-===//
#pragma once

#include "mlir/Conversion/LLVMCommon/TypeConverter.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Transforms/DialectConversion.h"

namespace vo::lowering {

class ConstantPool;
class GlobalBlock;
class LayoutTable;
class MapTypes;

/// Base of the patterns: one operation, and the types they all use.
template <typename Op> class Pattern : public mlir::OpConversionPattern<Op> {
public:
  explicit Pattern(const mlir::LLVMTypeConverter &types)
      : mlir::OpConversionPattern<Op>(types, &types.getContext()) {}

protected:
  /// Type of addresses outside the heap.
  mlir::Type rawType() const {
    return mlir::LLVM::LLVMPointerType::get(this->getContext());
  }
  /// Type of references.
  mlir::Type referenceType() const;
};

/// `!llvm.ptr<1>`.
mlir::Type referenceTypeOf(mlir::MLIRContext *context);

template <typename Op> mlir::Type Pattern<Op>::referenceType() const {
  return referenceTypeOf(this->getContext());
}

/// Symbol of a function or global variable of the program in the object file.
std::string programSymbol(llvm::StringRef name);

/// The context of the function around a converted operation.
mlir::Value contextOf(mlir::Operation *op);

/// Marks the buffer of results of a function, which is the first allocation of
/// its entry block (Functions.cpp).
inline constexpr llvm::StringLiteral kResultBuffer = "vort.result_buffer";

/// Sets the builder to where memory of the frame is allocated: the entry
/// block's beginning, behind the buffer of results.
void setToEntry(mlir::OpBuilder &builder, mlir::Operation *op);

/// `address` moved by a constant.
mlir::Value byteAddress(mlir::OpBuilder &builder, mlir::Location loc,
                        mlir::Value address, int64_t offset);

/// A reference to constant memory outside the heap.
mlir::Value referenceTo(mlir::OpBuilder &builder, mlir::Location loc,
                        mlir::Value address);

mlir::Value wordConstant(mlir::OpBuilder &builder, mlir::Location loc,
                         uint64_t value);

/// The values of a call that yields `count` results: none, the result, or the
/// parts of a struct, taken apart right after the call, because references in
/// a struct that lives across a call would be lost.
llvm::SmallVector<mlir::Value>
unpackResults(mlir::OpBuilder &builder, mlir::LLVM::CallOp call, size_t count);

/// Result type of a function with these results: void, one, or a struct.
mlir::Type packedType(mlir::MLIRContext *context,
                      llvm::ArrayRef<mlir::Type> results);

/// The buffer of `words` words that a call's results need, in the function's
/// entry block. All calls share one: its words are read right behind the call,
/// and not again. A buffer each would make LLVM's passes take time for calls
/// times buffers.
mlir::Value resultBuffer(mlir::ConversionPatternRewriter &rewriter,
                         mlir::Operation *call, uint64_t words);

/// Reads word `index` of the buffer.
mlir::Value loadResult(mlir::OpBuilder &builder, mlir::Location loc,
                       mlir::Type type, mlir::Value buffer, unsigned index);

/// Gives a global variable the initializer that `build` makes at the builder.
void buildInitializer(mlir::LLVM::GlobalOp global, mlir::OpBuilder &builder,
                      llvm::function_ref<mlir::Value()> build);

/// A zeroed variable of the module's own, of so many words.
void defineZeroedWords(mlir::OpBuilder &builder, mlir::Location loc,
                       llvm::StringRef name, uint64_t words);

/// Declares the runtime entries that the module's operations call.
void declareEntries(mlir::ModuleOp module,
                    const mlir::LLVMTypeConverter &types);

void populateFunctionPatterns(mlir::RewritePatternSet &patterns,
                              const mlir::LLVMTypeConverter &types);
void populateMemoryPatterns(mlir::RewritePatternSet &patterns,
                            const mlir::LLVMTypeConverter &types);
/// Global variables, which lie in the block if there is one.
void populateGlobalPatterns(mlir::RewritePatternSet &patterns,
                            const mlir::LLVMTypeConverter &types,
                            const GlobalBlock &globals);
void populateConstantPatterns(mlir::RewritePatternSet &patterns,
                              const mlir::LLVMTypeConverter &types,
                              const ConstantPool &constants);
/// Functions as values: addresses, tables, function values without captures.
void populateCodePatterns(mlir::RewritePatternSet &patterns,
                          const mlir::LLVMTypeConverter &types,
                          const ConstantPool &constants);
void populateMapPatterns(mlir::RewritePatternSet &patterns,
                         const mlir::LLVMTypeConverter &types,
                         MapTypes &mapTypes);
/// The table gets the layouts that patterns meet, and outlives them.
void populateDeferFramePatterns(mlir::RewritePatternSet &patterns,
                                const mlir::LLVMTypeConverter &types);
void populateStackObjectPatterns(mlir::RewritePatternSet &patterns,
                                 const mlir::LLVMTypeConverter &types,
                                 LayoutTable &layouts);
void populateRuntimePatterns(mlir::RewritePatternSet &patterns,
                             const mlir::LLVMTypeConverter &types,
                             LayoutTable &layouts);

} // namespace vo::lowering
