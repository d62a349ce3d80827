//===- Function.h - Code of one function ------------------------*- C++ -*-===//
//
// Turns a checked body into instructions. Values of expressions are runs of
// slots; a run may be the variable itself, so that reading one costs nothing
// (an expression cannot assign a variable that lives in slots: those that
// literals capture live in boxes). Implemented by theme in several files.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "frontend/codegen/Code.h"
#include "frontend/codegen/Generator.h"

namespace vo::fe {

/// Where a variable lives.
struct Storage {
  enum class Kind : uint8_t {
    Slots,  ///< the value itself, from `slot`
    Box,    ///< `slot` refers to a heap box
    Array,  ///< `slot` refers to a heap array
    Global, ///< flat global slot `slot`
    GlobalBox,
    GlobalArray, ///< the global refers to it
  } kind = Kind::Slots;
  Slot slot = 0;
};

/// A dynamic index into a flat array, applied when a place is accessed.
struct IndexStep {
  uint32_t before = 0; ///< slots between the previous element and the array
  Slot index = 0;
  uint64_t length = 0;
  uint32_t stride = 0; ///< slots of an element
  Type *element = nullptr;
  bool checked = false; ///< the index has been compared with the length
};

/// A location whose operands have been evaluated.
struct Location {
  enum class Root : uint8_t {
    Frame,     ///< slots of the frame from `base`
    Global,    ///< flat global slots from `base`
    Memory,    ///< heap slots from the reference in `base`
    Array,     ///< all of the heap array in `base`
    ArrayElem, ///< its element number `index`
    SliceElem, ///< element `index` of the slice in `base`
    MapElem,   ///< `index`: slot for the widths, then the key
  } root = Root::Frame;
  /// Memory: the reference is not null.
  bool nonNull = false;
  Slot base = 0;
  Slot index = 0;
  /// ArrayElem, SliceElem: the element; MapElem: the map type; Memory: what
  /// the reference points to, null when it is known not to be null.
  Type *rootType = nullptr;
  llvm::SmallVector<IndexStep, 2> steps;
  /// Slots from the root, or from the last step's element, to the value.
  uint32_t offset = 0;
  Type *type = nullptr;

  bool isFrameSlots() const { return root == Root::Frame && steps.empty(); }
};

/// The value of a literal's element, without its key.
Expr *elementValue(Expr *element);
/// A pointer is followed on the way from a value of the type, or at its end.
bool passesPointer(Type *type, llvm::ArrayRef<uint32_t> path);

class FunctionEmitter {
public:
  using Op = bc::Opcode;
  using SlotType = bc::SlotType;
  using Types = Frame::Types;

  FunctionEmitter(Generator &generator, FunctionInfo *info);

  /// A declared function, method or literal.
  void emitFunction();

  //===--------------------------------------------------------------------===//
  // Functions without source: Wrappers.cpp, Generator.cpp
  //===--------------------------------------------------------------------===//

  /// Calls each function in turn; results are dropped.
  void emitCaller(llvm::ArrayRef<uint32_t> callees);
  void emitPackageInit(Package &package);
  void emitExternWrapper(Func *func);
  /// `dispatch`: the receiver is the data word of an interface value; else it
  /// has the type of the selection's base.
  void emitMethodWrapper(const Selection &selection, Type *receiver,
                         bool dispatch);
  void emitMethodValue(const Selection &selection);

  /// Calls the selection's method with a receiver that the callback writes and
  /// the parameters from `params` on, and returns its results.
  void forwardCall(const Selection &selection,
                   llvm::function_ref<void(Slot)> receiver, Slot params);
  void initializeGlobals(InitUnit &unit);

  /// The finished function; the emitter is used up.
  bc::FunctionDef finish(std::string name);
  llvm::ArrayRef<Code::DebugEntry> debugEntries() const {
    return code.debugEntries();
  }

private:
  //===--------------------------------------------------------------------===//
  // Helpers
  //===--------------------------------------------------------------------===//

  /// Gives temporaries back at the end of a C++ scope.
  struct Scope {
    explicit Scope(FunctionEmitter &emitter)
        : frame(emitter.frame), mark(frame.mark()) {}
    ~Scope() { frame.release(mark); }
    Scope(const Scope &) = delete;
    Frame &frame;
    Frame::Mark mark;
  };

  const bc::Layout &layout(Type *type) { return tables.layout(type); }
  uint16_t slots(Type *type) { return tables.slots(type); }
  Slot temp(Type *type) { return frame.alloc(layout(type)); }
  Slot temp(SlotType type) { return frame.alloc(type); }
  bc::Layout concat(llvm::ArrayRef<Type *> types);
  /// Reports values that do not fit a frame.
  bool fits(llvm::ArrayRef<Type *> types, Range range);
  Type *basic(BasicKind kind) { return compilation.types.basic(kind); }
  Type *anyType() { return compilation.types.emptyInterface(); }
  Type *errorType() { return compilation.types.error(); }

  void copy(Slot dst, Slot src, size_t count);
  void loadInteger(Slot dst, int64_t value);
  Slot integer(int64_t value);
  void zero(Slot dst, size_t count);
  void zeroValue(Slot dst, Type *type);
  void ptrGet(Slot dst, Slot ref, uint32_t offset, size_t count);
  void ptrSet(Slot ref, uint32_t offset, Slot src, size_t count);
  void nullCheck(Slot ref, Type *pointee);
  Slot newBox(Type *type);
  /// Heap copy of a value: a box, or a heap array.
  Slot boxed(Slot value, Type *type);
  void unbox(Slot dst, Slot ref, Type *type);
  Slot newArray(ArrayType *type);
  /// The word of the element's meta, loaded into a slot.
  void loadMeta(Slot dst, Type *type) {
    code.emit(Op::LoadConst, dst,
              tables.intConstant(int64_t(tables.meta(type).raw)));
  }
  bc::MetaElemLayout elemMeta(Type *element);
  /// Operands are those of the instruction. The element size behind an index
  /// is loaded here: right before the instruction, as the verifier forgets
  /// constants at stores to array elements in the frame.
  void arrayOp(Op op, Slot a, Slot b, Slot c, Type *element);
  /// An index operand for array and slice instructions, with room for the
  /// element size.
  Slot indexSlot(Type *element);
  void loadIndexBytes(Slot index, Type *element);
  /// Whole arrays between slots and the heap.
  void loadArray(Slot dst, Slot ref, ArrayType *type);
  void storeArray(Slot ref, Slot src, ArrayType *type);
  bool isPacked(Type *element);
  void copyArray(Slot dst, Slot src, ArrayType *type);
  /// The expression names a variable that is a heap array.
  bool isHeapArray(Expr *expr);
  /// Gives a new heap array the value of an expression, element by element
  /// where that saves the way through slots (which wide arrays do not fit).
  void fillArray(Slot ref, Expr *expr, ArrayType *type);
  /// Emits body(index) for 0 .. length - 1, unrolled when short.
  void forEachIndex(uint64_t length, llvm::function_ref<void(Slot)> body);
  uint16_t helper(llvm::StringRef name, int params,
                  llvm::ArrayRef<SlotType> results = {});
  void callExtern(uint16_t index, Slot results, Slot args, Types argTypes,
                  Types resultTypes);

  //===--------------------------------------------------------------------===//
  // Variables and results: Function.cpp
  //===--------------------------------------------------------------------===//

  void setUpParameters();
  void setUpCaptures();
  void setUpResults();
  void fillDefinition(bc::FunctionDef &function);
  /// Slots for a variable that comes into scope; nothing is stored yet.
  Storage &declare(Var *var);
  /// A fresh box for a declared variable that needs one.
  void createBox(Var *var, Storage &storage);
  /// Declares `var` with the value in slots, or its zero value.
  void define(Var *var, Slot value);
  void defineZero(Var *var);
  void initialize(Var *var, Storage storage, Slot value);
  /// Declares and evaluates; array literals go straight into heap arrays.
  void defineFrom(Var *var, Expr *init);
  void initializeFrom(Var *var, Storage storage, Expr *init);
  Storage storageOf(Var *var);
  Location placeOf(Var *var);
  Storage::Kind storageKind(Var *var);

  void emitFallOff();
  /// Returns the values in slots (layout of the results).
  void returnSlots(Slot values, uint8_t flags);
  void returnNamed(uint8_t flags);
  /// Returns with the error in slots, results as `fail` says.
  void returnError(Slot error);

  //===--------------------------------------------------------------------===//
  // Expressions: Expressions.cpp, Operators.cpp, Conversions.cpp
  //===--------------------------------------------------------------------===//

  /// The value of an expression; may be slots of a variable.
  Slot value(Expr *expr);
  /// Evaluates into `dst`. One-slot values are written by the last instruction,
  /// so `dst` may be a variable that the expression reads; wider ones need
  /// slots of their own.
  void valueTo(Expr *expr, Slot dst);
  Slot converted(Expr *expr, Type *target);
  void convertedTo(Expr *expr, Type *target, Slot dst);
  /// A copy that no assignment changes.
  Slot saved(Expr *expr, Type *target);
  void discard(Expr *expr);
  /// Jumps if the condition has that value, falls through otherwise.
  void branch(Expr *cond, bool when, Label target);
  /// Several values: tuples, (value, ok) forms. `types` gets the components.
  Slot tuple(Expr *expr, llvm::SmallVectorImpl<Type *> &types);
  static bool isTuple(Expr *expr);

  void constant(const Constant *value, Type *type, Slot dst);
  void identTo(Ident *ident, Slot dst);
  void unaryTo(UnaryExpr *expr, Slot dst);
  void binaryTo(BinaryExpr *expr, Slot dst);
  void comparisonTo(BinaryExpr *expr, Slot dst);
  void logicTo(Expr *expr, Slot dst);
  void funcLitTo(FuncLit *expr, Slot dst);
  void functionValueTo(Func *func, Slot dst);
  void selectorTo(SelectorExpr *expr, Slot dst);
  void indexTo(IndexExpr *expr, Slot dst);
  void sliceTo(SliceExpr *expr, Slot dst);
  void addressTo(Expr *operand, Slot dst);
  void assertTo(TypeAssertExpr *expr, Slot dst, bool withOk);
  void assertSlots(Slot iface, Type *target, Slot dst, bool withOk);
  void receiveTo(UnaryExpr *expr, Slot dst, bool withOk);
  void mapGet(Location &place, Slot dst, bool withOk);
  void mapSet(const Location &place, Slot src);

  /// dst = x op y for operands of one type (shifts: y of `countType`).
  void arithmetic(Tok op, Type *type, Slot dst, Slot x, Slot y,
                  Type *countType = nullptr);
  void truncate(Type *type, Slot slot);
  void compare(Tok op, Type *type, Slot dst, Slot x, Slot y);
  void equalTo(Type *type, Slot dst, Slot x, Slot y);
  /// Jumps to `different` unless the values are equal.
  void branchUnequal(Type *type, Slot x, Slot y, Label different);
  void isNil(Expr *expr, Slot dst, bool negate);

  void convert(Slot dst, Slot src, Type *from, Type *to);
  void toInterface(Slot dst, Slot src, Type *from, Type *to);
  void conversionTo(CallExpr *expr, Slot dst);
  void numericConversion(Slot dst, Slot src, Type *from, Type *to);
  /// Slots of a value after conversion, or the same ones.
  Slot convertedSlots(Slot src, Type *from, Type *to);
  bool needsConversion(Type *from, Type *to);

  //===--------------------------------------------------------------------===//
  // Places: Places.cpp
  //===--------------------------------------------------------------------===//

  enum class Access : uint8_t {
    Read,         ///< every step is checked when it is taken
    Freeze,       ///< operands are evaluated, checks wait for the access
    FreezeCopies, ///< and operands are copied: other targets are assigned first
  };
  Location place(Expr *expr, Access access);
  Location indexPlace(IndexExpr *expr, Access access);
  void selectField(Location &place, Type *base, llvm::ArrayRef<uint32_t> path,
                   Access access);
  Slot operand(Expr *expr, Access access);
  void indexStep(Location &place, Expr *index, ArrayType *array, Access access);
  /// Turns elements and pending steps into plain memory.
  void materialize(Location &place);
  void load(Location &place, Slot dst);
  Slot loadValue(Location &place);
  void store(Location &place, Slot src);
  /// A reference to the first slot of a place in the heap.
  Slot addressOf(Location &place);
  void accessFrameElement(Location &place, Slot value, bool isStore);
  void checkIndex(Slot index, uint64_t length);

  //===--------------------------------------------------------------------===//
  // Literals: Literals.cpp
  //===--------------------------------------------------------------------===//

  void compositeTo(CompositeLit *expr, Slot dst);
  void compositeValue(CompositeLit *expr, Type *type, Slot dst);
  void arrayElements(CompositeLit *expr, ArrayType *type, Slot ref);
  void sliceLiteral(CompositeLit *expr, SliceType *type, Slot dst);
  void mapLiteral(CompositeLit *expr, MapType *type, Slot dst);
  void newMap(MapType *type, Slot dst);
  /// A new slice of constant length; elements are zero.
  void newSlice(Type *element, uint64_t length, Slot dst);
  void setElement(Op op, Slot container, uint64_t index, Slot value,
                  Type *element);

  //===--------------------------------------------------------------------===//
  // Calls: Calls.cpp, Builtins.cpp, Dynamic.cpp
  //===--------------------------------------------------------------------===//

  /// What a call calls, receiver evaluated.
  struct Callee {
    enum class Kind : uint8_t { Function, Extern, Interface, Closure } kind;
    uint32_t function = 0;
    Func *func = nullptr;
    SignatureType *signature = nullptr;
    /// Method: the selection and the operand it is applied to.
    const Selection *selection = nullptr;
    Expr *base = nullptr;
    /// The literal's or other closure's expression.
    Expr *closure = nullptr;
  };
  Callee resolveCallee(CallExpr *call);
  /// Layout of receiver and parameters.
  bc::Layout argumentLayout(const Callee &callee);
  /// Evaluates the arguments into consecutive slots.
  void arguments(SignatureType *signature, llvm::ArrayRef<Expr *> args,
                 bool spread, Slot dst);
  void receiverTo(const Selection &selection, Expr *base, Slot dst);
  /// A reference to a value receiver that is reached through a pointer.
  Slot receiverAddress(const Selection &selection, Expr *base);
  Type *receiverType(const Selection &selection);
  /// Walks the path of a selection from a place to the receiver.
  void receiverFromPlace(const Selection &selection, Location place, Slot dst);
  /// Results of a call, in the layout of the signature's results.
  Slot call(CallExpr *expr);
  Slot callStatic(const Callee &callee, CallExpr *expr);
  Slot callExternal(const Callee &callee, CallExpr *expr);
  Slot callDynamic(const Callee &callee, CallExpr *expr);
  void callResults(CallExpr *expr, Slot dst);
  void builtinTo(CallExpr *expr, Slot dst);
  Slot builtinValue(CallExpr *expr);
  void lengthTo(Expr *operand, bool capacity, Slot dst);
  void appendTo(CallExpr *expr, Slot dst);
  void makeTo(CallExpr *expr, Slot dst);
  void printCall(CallExpr *expr);
  void assertCall(CallExpr *expr);
  void deferOrGo(CallExpr *call, Op op);
  void goIsland(GoStmt *stmt);
  void callInterface(const Selection &selection, Slot iface, Slot args);
  bc::Layout methodWindow(SignatureType *signature);

  Slot dynamic(DynExpr *expr, llvm::SmallVectorImpl<Type *> &types);
  Slot packArguments(llvm::ArrayRef<Expr *> args, bool spread, Slot result,
                     Label failed);
  void dynResult(Type *type, Slot dst, Slot src);
  bc::Layout dynResultLayout(Type *type);
  Slot tryValue(TryExpr *expr, llvm::SmallVectorImpl<Type *> &types);

  //===--------------------------------------------------------------------===//
  // Statements: Statements.cpp, Assignments.cpp, Loops.cpp, Switches.cpp
  //===--------------------------------------------------------------------===//

  /// A statement that break or continue may leave.
  struct Target {
    Stmt *stmt;
    Label breakLabel, continueLabel;
    uint8_t loopFlags = 0;
  };

  void statement(Stmt *stmt);
  void statements(llvm::ArrayRef<Stmt *> stmts);
  void block(BlockStmt *stmt);
  void varDecl(VarDecl *decl);
  /// Declares variables (null: blank) with one value each or one tuple.
  void declareVars(llvm::ArrayRef<Var *> vars, llvm::ArrayRef<Expr *> values);
  void defineStmt(DefineStmt *stmt);
  void assignStmt(AssignStmt *stmt);
  void assignOne(Expr *lhs, Expr *rhs);
  void assignSeveral(AssignStmt *stmt);
  /// `rhs` null: 1.
  void assignCompound(Expr *lhs, Tok op, Expr *rhs);
  void storeConverted(Location &place, Slot src, Type *from);
  void returnStmt(ReturnStmt *stmt);
  void failStmt(FailStmt *stmt);
  void ifStmt(IfStmt *stmt);
  void forStmt(ForStmt *stmt);
  bool countedLoop(ForStmt *stmt, Slot &counter, Slot &limit, uint8_t &flags);
  void renewLoopVars(ForStmt *stmt);
  void rangeStmt(RangeStmt *stmt);
  void rangeInteger(RangeStmt *stmt);
  void rangeIndexed(RangeStmt *stmt);
  void rangeString(RangeStmt *stmt);
  void rangeMap(RangeStmt *stmt);
  void rangeQueue(RangeStmt *stmt);
  /// What an iteration yields. Shared slots belong to the loop itself; a
  /// variable that the body assigns needs slots of its own.
  struct RangeValue {
    Slot slot = 0;
    Type *type = nullptr;
    bool isShared = false;
  };
  /// Gives the iteration's values to the loop's variables.
  void bindRange(RangeStmt *stmt, RangeValue key, RangeValue val);
  /// A loop being made.
  struct Loop {
    Label next, exit;
    uint32_t hint = 0;
    Label top;
    uint8_t flags = 0;
  };
  Loop openLoop();
  void loopBody(Stmt *stmt, BlockStmt *body, Loop &loop);
  /// Jumps back and binds the exit.
  void closeLoop(Loop &loop);
  void closeCounted(Loop &loop, Slot counter, Slot limit, uint8_t flags);
  void countedTest(Slot counter, Slot limit, uint8_t flags, bool when,
                   Label target);
  void switchStmt(SwitchStmt *stmt);
  void typeSwitchStmt(TypeSwitchStmt *stmt);
  void selectStmt(SelectStmt *stmt);
  /// The queue of a case, and the value that is sent or received.
  struct SelectSlots {
    Slot queue = 0, slot = 0;
  };
  /// Evaluates the operands of all cases, in order.
  llvm::SmallVector<SelectSlots, 4> selectOperands(SelectStmt *stmt);
  /// Waits; gives the slot with the number of the case that was chosen.
  Slot chooseCase(SelectStmt *stmt, llvm::ArrayRef<SelectSlots> operands);
  /// Statements of a clause, then a jump to the exit.
  void clauseBody(llvm::ArrayRef<Stmt *> body, Label exit);
  void testTypes(Slot iface, const CaseClause &clause, Label matched);
  void bindReceived(const SelectCase &selected, Slot received, Type *element);
  void branchStmt(BranchStmt *stmt);

  Generator &generator;
  Compilation &compilation;
  Tables &tables;
  FunctionInfo *info;
  Frame frame;
  Code code;
  llvm::DenseMap<Var *, Storage> storages;
  llvm::SmallVector<Target, 8> targets;
  /// Label of the next clause, for fallthrough.
  std::optional<Label> nextClause;

  /// Parameters and results.
  bc::Layout resultLayout;
  uint16_t receiverSlots = 0, parameterSlots = 0, parameterCount = 0;
  std::vector<bc::TransferType> parameterTypes;
  bool isClosure = false;
  std::vector<bc::TransferType> captureTypes;
  /// Named results in slots lie side by side from here.
  Slot resultStart = 0;
  bool heapResults = false;
  bool hasDefer = false;
  int32_t errorResult = -1;
  llvm::ArrayRef<Type *> resultTypes;
};

} // namespace vo::fe
