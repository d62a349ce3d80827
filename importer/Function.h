//===- Function.h - One function's body -------------------------*- C++ -*-===//
//
// Imports the instructions of one function. The instruction set is split over
// the Import*.cpp files by family; each member `importX` returns failure after
// it has emitted a diagnostic.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bytecode/Model.h"
#include "importer/Frame.h"
#include "runtime/abi/Entries.h"

namespace vo::importer {

/// Symbol names, and where flat global slots lie.
struct ModuleNames {
  std::vector<std::string> functions;  // by function id
  std::vector<std::string> globals;    // by global index
  std::vector<std::string> interfaces; // by interface meta id
  std::vector<uint32_t> globalOfSlot;  // flat slot -> global index
  std::vector<uint32_t> firstSlot;     // global index -> its first flat slot
};

class FunctionImporter {
public:
  FunctionImporter(const bc::Module &module, bc::verify::ProofContext &proofs,
                   const ModuleNames &names, uint32_t id, ir::FuncOp func);

  /// Fills the function's body.
  mlir::LogicalResult run();

private:
  // Control flow (Function.cpp).
  void findReachable();
  void makeBlocks();
  mlir::LogicalResult importInstruction();
  mlir::LogicalResult importBranch();
  void branchTo(uint32_t pc);
  mlir::Block *blockAt(uint32_t pc) { return blocks.lookup(pc); }

  // Families. The bool ones tell whether the opcode is theirs; what no family
  // takes is reported as not supported.
  mlir::LogicalResult importCall();
  mlir::LogicalResult importReturn();
  mlir::LogicalResult importHeapReturn();
  mlir::LogicalResult importExtern();
  bool importLoad();
  bool importArithmetic();
  bool importFloat();
  bool importComparison();
  bool importLogic();
  bool importShift();
  bool importConversion();
  bool importPointer();
  bool importGlobal();
  bool importString();
  bool importArray();
  bool importSlice();
  bool importFrameArea();
  bool importClosureNew();
  bool importIfaceEq();
  bool importIfaceAssign();
  bool importOutputExtern(llvm::StringRef name);
  bool importSliceExtern(llvm::StringRef name);
  bool importStringExtern(llvm::StringRef name);
  bool importMathExtern(llvm::StringRef name);
  bool importIoErrors(llvm::StringRef name);
  bool importNative();

  mlir::Value nativeArgument(abi::EntryValue kind, uint16_t slot);
  mlir::Value newError(llvm::StringRef text, mlir::Value header);
  bool importSliceSlice();
  void importSliceAppend();
  void importIfaceConversion(uint32_t target);
  mlir::Value compareRaw(bool equal);
  /// Element storage of the array object in which a result lives; null when it
  /// is another object, nothing when that cannot be told.
  std::optional<ir::ElemAttr> arrayBoxIn(uint16_t slot);
  void readArrayBox(mlir::Value array, ir::ElemAttr elem, unsigned width,
                    llvm::SmallVectorImpl<mlir::Value> &values);
  /// The values in consecutive slots of an object.
  mlir::ValueRange readSlots(mlir::Value object, int64_t slot,
                             llvm::StringRef letters);

  /// Reports the current instruction as one the compiler does not carry.
  mlir::LogicalResult notSupported(const llvm::Twine &detail = "");
  mlir::Location locationOf(uint32_t pc);

  // Short forms for the current instruction's operands.
  mlir::Value getInt(uint16_t slot) { return frame.getInt(b, loc, slot); }
  mlir::Value getFloat(uint16_t slot) { return frame.getFloat(b, loc, slot); }
  mlir::Value getRef(uint16_t slot) { return frame.getRef(b, loc, slot); }
  mlir::Value getString(uint16_t slot) { return frame.getString(b, loc, slot); }
  mlir::Value getSlice(uint16_t slot) { return frame.getSlice(b, loc, slot); }
  void set(uint16_t slot, mlir::Value value) { frame.set(b, loc, slot, value); }
  /// Sets a slot to 1 or 0.
  void setBool(uint16_t slot, mlir::Value i1);
  mlir::Value constant(int64_t value);
  /// The element type word in `slot`, as the attribute of allocations.
  mlir::IntegerAttr metaIn(uint16_t slot);
  mlir::MLIRContext *context() { return b.getContext(); }

  const bc::Module &module;
  const ModuleNames &names;
  uint32_t id;
  const bc::FunctionDef &def;
  ir::FuncOp func;
  mlir::OpBuilder b;
  bc::verify::ProvenFacts facts;
  Frame frame;

  llvm::SmallVector<bool> reachable; // by instruction
  llvm::DenseMap<uint32_t, mlir::Block *> blocks;

  // The instruction being imported.
  uint32_t pc = 0;
  bc::Instruction inst;
  mlir::Location loc;
};

/// The interface that an IfaceAssign from an interface converts to; 0, the
/// empty one, has no methods. Nothing for other instructions.
std::optional<uint32_t> conversionTarget(const bc::Module &module,
                                         const bc::Instruction &inst);

/// Position of an instruction: the debug entry that covers it, line 0 of the
/// function's file when there is none.
mlir::Location positionOf(mlir::MLIRContext *context, const bc::Module &module,
                          uint32_t function, uint32_t pc);

} // namespace vo::importer
