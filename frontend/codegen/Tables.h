//===- Tables.h - Layouts and tables of the module being made ---*- C++ -*-===//
//
// Everything of a VOB module that is not code: struct, interface and named type
// metas, run-time types, itabs, constants, globals, externs, and the layouts
// behind them. Entries are made when first asked for, so a module holds what
// its code mentions, and ids follow the order of emission, which is
// deterministic.
//
// Layout rules (bytecode: types and layouts): structs and arrays are flattened
// into slots, an interface is two slots, everything else one. Sizes are kept as
// saturating 64-bit counts; a layout is only built for what fits the format's
// 65,535 slots, and asking for a wider one reports an error once and yields one
// slot.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "bytecode/Model.h"
#include "frontend/check/Checker.h"

namespace vo::fe {

/// A method as dynamic dispatch calls it: one receiver slot.
struct DispatchMethod {
  Name name = nullptr;
  /// Declaring package of the method, for names that are not exported.
  Package *package = nullptr;
  SignatureType *signature = nullptr;
  uint32_t funcId = 0;
  /// Only *T has it; the receiver slot is the pointer.
  bool pointerReceiver = false;
  /// The receiver slot is a reference to a boxed struct or array.
  bool boxedReceiver = false;
};

/// What the tables ask the function side for, when they are finished.
class DispatchSource {
public:
  virtual ~DispatchSource() = default;
  /// The whole method set of *T (promoted methods included) of a named type
  /// that is no interface; may request further functions and types.
  virtual std::vector<DispatchMethod> dispatchMethods(Named *named) = 0;
};

/// Physical encoding of array and slice elements.
struct ElementCode {
  /// The flags byte of array and slice instructions; 0: size in a slot.
  uint8_t flags = 0;
  uint32_t bytes = 0;
  bool signExtend = false;
};

class Tables {
public:
  Tables(Compilation &compilation, bc::Module &module);
  ~Tables();

  //===--------------------------------------------------------------------===//
  // Types. `type` is any type of a value, tuples included where slots are asked
  //===--------------------------------------------------------------------===//

  static constexpr uint64_t maxSlots = 65535;

  /// Slots of a value, saturating at UINT64_MAX.
  uint64_t slotCount(Type *type);
  /// Slots of a value that was checked to fit (see checkLayout).
  uint16_t slots(Type *type) { return uint16_t(layout(type).size()); }
  const bc::Layout &layout(Type *type);
  /// Reports `type slot count exceeds u16::MAX` at `range` unless the type
  /// fits.
  bool checkLayout(Type *type, Range range);

  bc::ValueKind valueKind(Type *type);
  bc::ValueRttid rttid(Type *type);
  /// Canonical meta of the type.
  bc::ValueMeta meta(Type *type);
  /// Meta of a heap box that holds one value of the type (no array): struct
  /// metas without fields stand for references and interfaces.
  bc::ValueMeta boxMeta(Type *type);
  bc::TransferType transfer(Type *type);
  ElementCode elementCode(Type *element);
  /// Packed size of an element in arrays and slices.
  uint32_t elementBytes(Type *element) { return elementCode(element).bytes; }
  /// Slot offset of a field in its flattened struct.
  uint16_t fieldOffset(StructType *type, uint32_t field);
  uint32_t interfaceMeta(InterfaceType *type);
  /// The meta of the interface that the type is underneath. It takes the name
  /// of the first named type that asks for it.
  uint32_t interfaceMeta(Type *type);
  /// Position of a method in the interface meta's method list.
  uint32_t methodIndex(InterfaceType *type, uint32_t method) { return method; }

  //===--------------------------------------------------------------------===//
  // Constants: index in the constant table
  //===--------------------------------------------------------------------===//

  uint16_t intConstant(int64_t value);
  uint16_t floatConstant(double value);
  uint16_t stringConstant(llvm::StringRef value);
  /// The word for IfaceAssign from a concrete type to an interface: run-time
  /// type and itab. Not for sources that are interfaces or nil.
  uint16_t ifaceAssignConstant(Type *source, InterfaceType *target);

  //===--------------------------------------------------------------------===//
  // Itabs, globals, externs
  //===--------------------------------------------------------------------===//

  /// The itab of a concrete type for an interface with methods; its functions
  /// are filled in by finish().
  uint32_t itab(Type *concrete, InterfaceType *interface);

  /// First flat slot of a package variable, laid out at the first question.
  /// Variables of struct and array type take one slot (a reference).
  uint16_t globalSlot(Var *global);

  /// The extern of a body-less function.
  uint16_t externIndex(Func *func);
  /// Per slot of a value: the interface meta at the first slot of an interface,
  /// nothing elsewhere; what result shapes of externs demand.
  void appendInterfaceMetas(Type *type,
                            std::vector<std::optional<uint32_t>> &metas);
  /// A built-in helper (vo_copy, dyn_field, ...). Results as slot types with
  /// interface metas where there are interface slots; `params` < 0: as many as
  /// the call site has. Same name and shape give the same index.
  uint16_t helperIndex(llvm::StringRef name, int params,
                       const bc::Layout &results,
                       llvm::ArrayRef<std::optional<uint32_t>> metas,
                       uint64_t effects);

  /// Index of a source file, under its base name, in the debug table.
  uint32_t debugFile(const SourceFile *file);

  /// Well-known interfaces, made at construction: any 0, error 1, then the
  /// dynamic access protocols in the order of the format.
  enum Protocol : uint32_t {
    AnyInterface,
    ErrorInterface,
    AttrObject,
    SetAttrObject,
    IndexObject,
    SetIndexObject,
    CallObject,
  };

  /// Completes methods of named types and itabs that were asked for since the
  /// last call, and the well-known block. Returns false when there was nothing
  /// to do; call it again after generating the functions it led to.
  bool finish(DispatchSource &source);

  /// `name`, or `package.name` when it is not exported: the key of a method.
  static std::string methodKey(Name name, const Package *package);

private:
  struct Impl;
  std::unique_ptr<Impl> impl;
};

} // namespace vo::fe
