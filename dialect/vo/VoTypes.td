//===- VoTypes.td - Types of the vo dialect ----------------*- tablegen -*-===//
//
// Registers and storage
//
// An SSA value has a *register type*: i64 (every integer and bool), f64, f32,
// or one of the reference-carrying types below. Memory has a *storage type*:
//
//   leaf        a register type, or an integer narrower than its register:
//               si8, ui8, si16, ui16, si32, ui32 (bool is stored as ui8)
//   @S          the members of `vo.struct @S` in place
//   n x T       n times T in place; `? x T` only behind a pointer, a run whose
//               length the pointer does not tell
//
// Structs and arrays are never SSA values: in registers they are one value per
// leaf, in order. Storage types print without `!vo.struct<…>` and `!vo.flat<…>`
// where only a storage type may stand: `!vo.slice<@main.Point>`, `!vo.ptr<4 x
// i64>`. Recursion goes through the symbol of a struct.
//
//===----------------------------------------------------------------------===//
#ifndef VO_TYPES_TD
#define VO_TYPES_TD

include "dialect/vo/VoDialect.td"
include "mlir/IR/AttrTypeBase.td"

class Vo_Type<string name, string typeMnemonic, list<Trait> traits = []>
    : TypeDef<Vo_Dialect, name, traits> {
  let mnemonic = typeMnemonic;
}

// A type with one storage type as parameter.
class Vo_TypeOf<string name, string typeMnemonic, string parameter>
    : Vo_Type<name, typeMnemonic> {
  let parameters = (ins "::mlir::Type":$elem);
  let assemblyFormat = "`<` custom<Storage>($elem) `>`";
  let genVerifyDecl = 1;
  let extraClassDefinition = [{
    ::llvm::LogicalResult $cppClass::verify(
        ::llvm::function_ref<::mlir::InFlightDiagnostic()> emitError,
        ::mlir::Type elem) {
      return verifyStorage(emitError, elem, "}] # parameter # [{");
    }
  }];
}

//===----------------------------------------------------------------------===//
// Storage
//===----------------------------------------------------------------------===//

def Vo_StructType : Vo_Type<"Struct", "struct"> {
  let summary = "a struct in place";
  let description = [{
    Storage: the members of the named `vo.struct`, in order. Never the type of a
    value.
  }];
  let parameters = (ins "::mlir::FlatSymbolRefAttr":$name);
  let assemblyFormat = "`<` $name `>`";
}

def Vo_FlatType : Vo_Type<"Flat", "flat"> {
  let summary = "elements in place";
  let description = [{
    Storage: `count` times `elem`, or a run of unknown length (`?`), which only a
    pointer may refer to. Never the type of a value.
  }];
  let parameters = (ins "int64_t":$count, "::mlir::Type":$elem);
  let hasCustomAssemblyFormat = 1; // `n x T`, shared with parameter positions
  let genVerifyDecl = 1;
  let extraClassDeclaration = [{
    /// Count of a run whose length is not known.
    static constexpr int64_t kUnknown = -1;
    bool isRun() const { return getCount() == kUnknown; }
  }];
}

//===----------------------------------------------------------------------===//
// References
//===----------------------------------------------------------------------===//

def Vo_PtrType : Vo_Type<"Ptr", "ptr"> {
  let summary = "a pointer";
  let description = [{
    To memory of the storage type, at the start of an object or inside one, or
    nil. Language pointers are to structs; pointers to elements and runs of
    elements come from indexing.
  }];
  let parameters = (ins "::mlir::Type":$pointee);
  let assemblyFormat = "`<` custom<Storage>($pointee) `>`";
  let genVerifyDecl = 1;
}

def Vo_BoxType : Vo_Type<"Box", "box"> {
  let summary = "a variable in an object of its own";
  let description = [{
    What a captured or escaping variable, a named result of a function with
    `defer`, or a string or slice inside an interface value lives in. Refers to
    the start of an object that holds the contents in order, or is nil. Members
    are named by their numbers.
  }];
  let parameters = (ins ArrayRefParameter<"::mlir::Type">:$contents);
  let assemblyFormat = "`<` custom<Storages>($contents) `>`";
  let genVerifyDecl = 1;
}

def Vo_ArrayType : Vo_Type<"Array", "array"> {
  let summary = "an array object";
  let description = [{
    Refers to an object that holds exactly `count` elements, narrow ones packed,
    or is nil, which has length 0.
  }];
  let parameters = (ins "int64_t":$count, "::mlir::Type":$elem);
  let hasCustomAssemblyFormat = 1;
  let genVerifyDecl = 1;
}

def Vo_SliceType : Vo_TypeOf<"Slice", "slice", "slice element"> {
  let summary = "a view of consecutive elements";
  let description = [{
    A value without identity: base reference, byte offset, length, capacity.
    Narrow elements are packed. A nil slice has length and capacity 0 and a null
    base.
  }];
}

def Vo_StringType : Vo_Type<"String", "string"> {
  let summary = "an immutable byte string";
  let description = [{
    A value without identity: base reference, byte offset and length.
  }];
}

def Vo_MapType : Vo_Type<"Map", "map"> {
  let summary = "a map";
  let description = [{
    Refers to a table from keys to values, or is nil. Keys compare leaf by leaf:
    integers and references by bits, floats as IEEE, strings by bytes, interface
    values by dynamic type and value.
  }];
  let parameters = (ins "::mlir::Type":$key, "::mlir::Type":$value);
  let assemblyFormat = "`<` custom<Storage>($key) `,` custom<Storage>($value) `>`";
  let genVerifyDecl = 1;
}

def Vo_MapIterType : Vo_Type<"MapIter", "map_iter"> {
  let summary = "state of an iteration over a map";
  let description = [{
    Result of `vo.map.iter`; `vo.map.next` moves it on. Never stored.
  }];
  let parameters = (ins "::mlir::Type":$key, "::mlir::Type":$value);
  let assemblyFormat = "`<` custom<Storage>($key) `,` custom<Storage>($value) `>`";
  let genVerifyDecl = 1;
}

def Vo_ChanType : Vo_TypeOf<"Chan", "chan", "channel element"> {
  let summary = "a channel";
  let description = [{Refers to a queue within one island, or is nil.}];
}

def Vo_PortType : Vo_TypeOf<"Port", "port", "port element"> {
  let summary = "a channel between islands";
  let description = [{
    Refers to a queue or to a proxy of one on another island, or is nil.
  }];
}

def Vo_ClosureType : Vo_Type<"Closure", "closure"> {
  let summary = "a function value";
  let description = [{
    A function whose leading parameters may be bound to captured values; the
    signature has the remaining ones. May be nil.
  }];
  let parameters = (ins "::mlir::FunctionType":$signature);
  let assemblyFormat = "`<` $signature `>`";
  let genVerifyDecl = 1;
}

def Vo_IfaceType : Vo_Type<"Iface", "iface"> {
  let summary = "an interface value";
  let description = [{
    `!vo.iface` is the empty interface, `!vo.iface<@I>` one with the methods of
    `vo.interface @I`. Header word (0 for nil) and data; lowered to three scalars:
    header, bits, reference. The data of strings, slices, structs and arrays is a
    reference to an object that nobody writes.
  }];
  let parameters = (ins OptionalParameter<"::mlir::FlatSymbolRefAttr">:$interface);
  let assemblyFormat = "(`<` $interface^ `>`)?";
  let builders = [TypeBuilder<(ins), [{
    return $_get($_ctxt, ::mlir::FlatSymbolRefAttr());
  }]>];
}

def Vo_IslandType : Vo_Type<"Island", "island"> {
  let summary = "an island";
  let description = [{
    Refers to a part of the program with a heap and a thread of its own, or is
    nil.
  }];
}

//===----------------------------------------------------------------------===//
// Frame memory
//===----------------------------------------------------------------------===//

def Vo_VarType : Vo_Type<"Var", "var"> {
  let summary = "handle of a frame variable";
  let description = [{
    Result of `vo.var`. Variables exist between import and `mem2reg`.
  }];
  let parameters = (ins "::mlir::Type":$valueType);
  let assemblyFormat = "`<` $valueType `>`";
  let genVerifyDecl = 1;
}

def Vo_FrameType : Vo_TypeOf<"Frame", "frame", "frame area"> {
  let summary = "handle of memory in the frame";
  let description = [{
    Result of `vo.frame`: a local array or struct that the program indexes at run
    time. The handle never leaves its function.
  }];
}

//===----------------------------------------------------------------------===//
// Constraints
//===----------------------------------------------------------------------===//

def Vo_Register : Type<CPred<"::vo::ir::isRegister($_self)">, "register value">;
def Vo_Nilable : Type<CPred<"::vo::ir::isNilable($_self)">, "value that can be nil">;
def Vo_Ref : Type<CPred<"::vo::ir::isReference($_self)">,
                  "value that is one reference">;
def Vo_Memory : AnyTypeOf<[Vo_PtrType, Vo_BoxType], "pointer or box">;
def Vo_Place : AnyTypeOf<[Vo_FrameType, Vo_PtrType, Vo_BoxType, Vo_ArrayType],
                         "memory of the frame, pointer, box or array">;
def Vo_Queue : AnyTypeOf<[Vo_ChanType, Vo_PortType], "channel or port">;
def Vo_Bytes : Type<CPred<"::vo::ir::isSliceOf($_self, 8)">, "slice of bytes">;
def Vo_Runes : Type<CPred<"::vo::ir::isSliceOf($_self, 32)">, "slice of runes">;
def Vo_SliceSource : AnyTypeOf<[Vo_SliceType, Vo_StringType], "slice or string">;

#endif // VO_TYPES_TD
