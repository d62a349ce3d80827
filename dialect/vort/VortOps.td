//===- VortOps.td - The vort dialect -----------------------*- tablegen -*-===//
#ifndef VORT_OPS_TD
#define VORT_OPS_TD

include "dialect/vo/VoAttrs.td"
include "dialect/vo/VoInterfaces.td"
include "dialect/vort/VortEnums.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Vort_Dialect : Dialect {
  let name = "vort";
  let cppNamespace = "::vo::ir::vort";
  let summary = "memory and run-time calls of Vo programs";
  let description = [{
    The machine form of a Vo program, still typed: every value is a scalar,
    layouts and addresses are explicit, checks are conditional traps, barriers
    and run-time calls are visible. Functions are upstream's `func`; the
    goroutine's context stays implicit until `vort-to-llvm`.
  }];
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let dependentDialects = [
    "::mlir::arith::ArithDialect", "::mlir::cf::ControlFlowDialect",
    "::mlir::func::FuncDialect", "::vo::ir::VoDialect"
  ];
}

class Vort_Type<string name, string typeMnemonic>
    : TypeDef<Vort_Dialect, name> {
  let mnemonic = typeMnemonic;
}
def Vort_RefType : Vort_Type<"Ref", "ref"> {
  let summary = "a reference, traced and updated by the collector";
  let description = [{
    Object start, interior pointer, or null. The collector leaves alone what lies
    outside of the heap: constants, and objects in frames.
  }];
}
def Vort_RawType : Vort_Type<"Raw", "raw"> {
  let summary = "an address outside the heap";
  let description = [{
    Of a global variable or of `vort.frame`. Objects in the frame have references,
    because they are used where objects of the heap may be.
  }];
}
def Vort_Address : AnyTypeOf<[Vort_RefType, Vort_RawType], "address">;
def Vort_Scalar : AnyTypeOf<[I64, F64, Vort_RefType], "scalar">;

// A word of memory is accessed as one kind for as long as its object lives: the
// type of the leaf that lies there decides. Accesses of kinds that do not
// overlap (dialect/vort/MemoryKinds.h) never meet. The base of a string or
// slice (`base`), its offset, length and capacity (`extent`), and the header
// and bits of an interface are kinds of their own beside references and
// numbers. `any` reads a word as bits, whatever lies there.
def Vort_MemKindAttr : EnumAttr<Vort_Dialect, Vort_MemKind, "mem"> {
  let assemblyFormat = "$value";
}

class Vort_Op<string mnemonic, list<Trait> traits = []>
    : Op<Vort_Dialect, mnemonic, traits>;

//===----------------------------------------------------------------------===//
// Values and addresses
//===----------------------------------------------------------------------===//

def Vort_NullOp : Vort_Op<"null", [Pure, ConstantLike]> {
  let summary = "the null reference";
  let description = [{
    ```mlir
    %n = vort.null
    ```
  }];
  let results = (outs Vort_RefType:$result);
  let assemblyFormat = "attr-dict";
  let hasFolder = 1;
}

def Vort_IsNullOp : Vort_Op<"is_null", [Pure]> {
  let summary = "whether a reference is null";
  let description = [{
    ```mlir
    %c = vort.is_null %r
    ```
  }];
  let arguments = (ins Vort_RefType:$ref);
  let results = (outs I1:$result);
  let assemblyFormat = "$ref attr-dict";
  let hasFolder = 1;
}

def Vort_RefEqOp : Vort_Op<"ref_eq", [Pure]> {
  let summary = "whether two references are the same";
  let description = [{
    ```mlir
    %c = vort.ref_eq %a, %b
    ```
  }];
  let arguments = (ins Vort_RefType:$lhs, Vort_RefType:$rhs);
  let results = (outs I1:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict";
}

def Vort_AddrOp : Vort_Op<"addr", [Pure,
    AllTypesMatch<["base", "address"]>]> {
  let summary = "address at a distance";
  let description = [{
    `base + offset + index * scale`, in bytes. Of a reference: an interior
    pointer, or any address when the base is null.

    ```mlir
    %a = vort.addr %r[%i * 8 + 16] : !vort.ref
    ```
  }];
  let arguments = (ins Vort_Address:$base, Optional<I64>:$index,
                       DefaultValuedAttr<I64Attr, "1">:$scale, I64Attr:$offset);
  let results = (outs Vort_Address:$address);
  let assemblyFormat = [{
    $base `[` ($index^ `*` $scale `+` ` `) : (``)? $offset `]` attr-dict `:`
    type($base)
  }];
  let hasFolder = 1;
}

def Vort_DataOp : Vort_Op<"data", [Pure, ConstantLike]> {
  let summary = "address of constant bytes";
  let description = [{
    A constant outside the heap, as an integer. Equal bytes share storage.

    ```mlir
    %a = vort.data "hello"
    ```
  }];
  let arguments = (ins StrAttr:$bytes);
  let results = (outs I64:$address);
  let assemblyFormat = "$bytes attr-dict";
  let hasFolder = 1;
}

def Vort_StaticStringOp : Vort_Op<"static_string", [Pure]> {
  let summary = "boxed form of a constant string";
  let description = [{
    A string header outside the heap; never moves, never dies.

    ```mlir
    %r = vort.static_string "hello"
    ```
  }];
  let arguments = (ins StrAttr:$bytes);
  let results = (outs Vort_RefType:$ref);
  let assemblyFormat = "$bytes attr-dict";
}

def Vort_StaticWordOp : Vort_Op<"static_word", [Pure]> {
  let summary = "an object outside the heap that holds a small number";
  let description = [{
    One word, `value`, which is below 256, behind a header. Never written, never
    moves, never dies; the same for the same number.

    ```mlir
    %r = vort.static_word %x
    ```
  }];
  let arguments = (ins I64:$value);
  let results = (outs Vort_RefType:$ref);
  let assemblyFormat = "$value attr-dict";
  let extraClassDeclaration = [{
    static constexpr uint64_t kCount = 256;
  }];
}

def Vort_ZeroHeaderOp : Vort_Op<"zero_header", [Pure]> {
  let summary = "a header whose words are all zero";
  let description = [{
    Outside the heap, as large as the largest header (`abi::SliceObject`); never
    written. What is read in place of a null string, slice or array, so that the
    read needs no branch.

    ```mlir
    %z = vort.zero_header
    ```
  }];
  let results = (outs Vort_RefType:$ref);
  let assemblyFormat = "attr-dict";
}

//===----------------------------------------------------------------------===//
// Memory
//===----------------------------------------------------------------------===//

def Vort_LoadOp : Vort_Op<"load",
    [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "read memory";
  let description = [{
    Narrow kinds extend to 64 bits. With `invariant` the memory never changes
    while it can be read (headers of strings and slices, array lengths).

    ```mlir
    %x = vort.load %a as i64 : !vort.ref -> i64
    ```
  }];
  let arguments = (ins Vort_Address:$address, Vort_MemKindAttr:$kind,
                       UnitAttr:$invariant);
  let results = (outs AnyTypeOf<[Vort_Scalar, Vort_RawType]>:$value);
  let assemblyFormat = [{
    $address `as` `` $kind (`invariant` $invariant^)? attr-dict `:`
    type($address) `->` type($value)
  }];
}

def Vort_LoadRefIfOp : Vort_Op<"load_ref_if",
    [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "read a data word as a reference, if it is one";
  let description = [{
    Null when the condition is false; the memory is then not read.

    ```mlir
    %r = vort.load_ref_if %c, %a : !vort.ref
    ```
  }];
  let arguments = (ins I1:$condition, Vort_Address:$address);
  let results = (outs Vort_RefType:$value);
  let assemblyFormat = "$condition `,` $address attr-dict `:` type($address)";
}

def Vort_StoreOp : Vort_Op<"store",
    [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "write memory";
  let description = [{
    Narrow kinds keep the low bits. No barrier.

    ```mlir
    vort.store %x, %a as u8 : i64, !vort.ref
    ```
  }];
  let arguments = (ins AnyTypeOf<[Vort_Scalar, Vort_RawType]>:$value,
                       Vort_Address:$address, Vort_MemKindAttr:$kind);
  let assemblyFormat = [{
    $value `,` $address `as` `` $kind attr-dict `:` type($value) `,` type($address)
  }];
}

def Vort_StoreWordsOp : Vort_Op<"store_words",
    [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "write words that the collector reads together";
  let description = [{
    Writes consecutive words from the address on, all at once: no collection sees
    some of them new and others old. One letter per word, as in layouts: `v` a
    scalar, `r` a reference, `h` an interface's header, `w` its data word, which
    takes two values, bits and reference, and becomes what the header before it
    says (without one: the reference when it is not null, else the bits). With
    the barrier, when the address is in the heap.

    A header without its data word, or the other way round, is half of a value;
    it is written in its place among the safepoints.

    ```mlir
    vort.store_words "hw"(%header, %bits, %ref), %a
        : (i64, i64, !vort.ref), !vort.ref
    ```
  }];
  let arguments = (ins StrAttr:$letters,
                       Variadic<AnyTypeOf<[I64, Vort_RefType]>>:$values,
                       Vort_Address:$address);
  let assemblyFormat = [{
    $letters `(` $values `)` `,` $address attr-dict `:` `(` type($values) `)`
    `,` type($address)
  }];
  let hasVerifier = 1;
}

def Vort_CardMarkOp : Vort_Op<"card_mark", [MemoryEffects<[MemWrite<Vo_Heap>]>]> {
  let summary = "write barrier";
  let description = [{
    Tells the collector that a reference has been written at the address.

    ```mlir
    vort.card_mark %a
    ```
  }];
  let arguments = (ins Vort_RefType:$address);
  let assemblyFormat = "$address attr-dict";
}

def Vort_FrameOp : Vort_Op<"frame"> {
  let summary = "zeroed memory in the frame";
  let description = [{
    Slots without references, for the whole activation; memory with references is
    a `vort.stack_object`.

    ```mlir
    %f = vort.frame 5
    ```
  }];
  let arguments = (ins I64Attr:$slots);
  let results = (outs Res<Vort_RawType, "", [MemAlloc<Vo_FrameMemory>]>:$address);
  let assemblyFormat = "$slots attr-dict";
}

def Vort_StackObjectOp : Vort_Op<"stack_object"> {
  let summary = "begin the life of a zeroed object in the frame";
  let description = [{
    Memory of the frame with a layout, used through a reference like an object of
    the heap. The place is fixed per operation and activation; every execution
    begins a new life of it: all words are zero again. A life ends at the next
    execution of the operation, at `vort.stack_end`, or when the activation
    ends. Not a safepoint; neither allocates on the heap nor panics.

    During its life the object's references are traced in place. Who makes the
    operation answers for the rest:

    - The object is used during its life only. So its address is neither
      returned, nor stored where it outlives the life (the heap, a package
      variable, an object of an older activation or of a longer life), nor given
      to another goroutine. Passing it to calls, and storing it into objects that
      die before it, is fine.
    - A store through the operation's own result needs no barrier. Code that does
      not know what it stores to (a callee) marks cards as ever.
    - Nothing asks for an object's header, unless it has one: `header` puts the
      word before the object that one of the heap with this layout has. It is due
      where a clone is made, or where an interface value refers to the object.
    - Loads that are `invariant` see what was stored before the first of them.

    `reserved` is as for `vort.alloc`. Lowered to `vo.stack_object`
    (lowering/llvm/StackObjects.h). CheckInput refuses the address where it is
    returned or stored into a package variable right away.

    ```mlir
    %p = vort.stack_object <"vr">
    %b = vort.stack_object <"rvvv"> reserved "Slice" header
    ```
  }];
  let arguments = (ins Vo_LayoutAttr:$layout, OptionalAttr<StrAttr>:$reserved,
                       UnitAttr:$header);
  let results = (outs Res<Vort_RefType, "",
                          [MemAlloc<Vo_Heap>, MemWrite<Vo_Heap>]>:$object);
  let assemblyFormat = [{
    $layout (`reserved` $reserved^)? (`header` $header^)? attr-dict
  }];
}

def Vort_StackEndOp : Vort_Op<"stack_end"> {
  let summary = "end the life of an object in the frame";
  let description = [{
    From here on the object holds nothing alive and is not used, until its
    operation is executed again. Only a hint: without it, what the object refers
    to stays alive until then. Does nothing when the object is not alive.

    ```mlir
    vort.stack_end %p
    ```
  }];
  let arguments = (ins Arg<Vort_RefType, "", [MemFree<Vo_Heap>]>:$object);
  let assemblyFormat = "$object attr-dict";
  let hasVerifier = 1;
}

def Vort_GlobalOp : Vort_Op<"global", [Symbol]> {
  let summary = "a package variable";
  let description = [{
    Zeroed slots; the collector traces those that are references.

    ```mlir
    vort.global @counter <"v">
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, Vo_LayoutAttr:$layout,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = "$sym_name $layout attr-dict";
}

def Vort_GlobalAddrOp : Vort_Op<"global_addr", [Pure]> {
  let summary = "address of a package variable";
  let description = [{
    ```mlir
    %a = vort.global_addr @counter
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$global);
  let results = (outs Vort_RawType:$address);
  let assemblyFormat = "$global attr-dict";
}

def Vort_InterfaceOp : Vort_Op<"interface", [Symbol]> {
  let summary = "table of the types that implement an interface";
  let description = [{
    Constant memory in the form of abi::InterfaceTable.

    ```mlir
    vort.interface @Shape <18 -> 2, 31 -> 5>
    ```
  }];
  let arguments = (ins SymbolNameAttr:$sym_name,
                       Vo_ImplementersAttr:$implementers,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = "$sym_name $implementers attr-dict";
}

def Vort_InterfaceAddrOp : Vort_Op<"interface_addr", [Pure]> {
  let summary = "address of an interface's table";
  let description = [{
    ```mlir
    %t = vort.interface_addr @Shape
    ```
  }];
  let arguments = (ins FlatSymbolRefAttr:$interface);
  let results = (outs Vort_RawType:$address);
  let assemblyFormat = "$interface attr-dict";
}

//===----------------------------------------------------------------------===//
// Allocation and the runtime
//===----------------------------------------------------------------------===//

def Vort_AllocOp : Vort_Op<"alloc", [Vo_Safepoint]> {
  let summary = "a new zeroed object";
  let description = [{
    `reserved` names a layout of the runtime's own table (`String`, `Slice`: the
    headers that boxes are); otherwise the layout is the module's.

    ```mlir
    %r = vort.alloc <"vr">
    %b = vort.alloc <"rvvv"> reserved "Slice"
    ```
  }];
  let arguments = (ins Vo_LayoutAttr:$layout, OptionalAttr<StrAttr>:$reserved);
  let results = (outs Res<Vort_RefType, "", [MemAlloc<Vo_Heap>]>:$object);
  let assemblyFormat = "$layout (`reserved` $reserved^)? attr-dict";
}

def Vort_ArrayLayoutOp : Vort_Op<"array_layout", [Pure]> {
  let summary = "layout id of arrays with such elements";
  let description = [{
    A constant once layouts are numbered.

    ```mlir
    %l = vort.array_layout <slots "r">
    ```
  }];
  let arguments = (ins Vo_ElemAttr:$elem);
  let results = (outs I64:$layout);
  let assemblyFormat = "$elem attr-dict";
}

def Vort_MapTypeOp : Vort_Op<"map_type", [Pure]> {
  let summary = "address of a map's type";
  let description = [{
    A constant abi::MapType: the words of keys and values, and how those of keys
    compare, an abi::ComparedWord each.

    ```mlir
    %t = vort.map_type <"rvv"> "svv" to <"v">
    ```
  }];
  let arguments = (ins Vo_LayoutAttr:$key, Vo_LayoutAttr:$value, StrAttr:$pattern);
  let results = (outs Vort_RawType:$address);
  let assemblyFormat = "$key $pattern `to` $value attr-dict";
}

def Vort_CallRuntimeOp : Vort_Op<"call_runtime"> {
  let summary = "call a runtime entry";
  let description = [{
    `entry` is a row of the runtime table; strings and slices are passed and
    returned as their scalars. Effects are those of the table; passes at this
    level assume any.

    ```mlir
    %n = vort.call_runtime "vo_rt_string_compare"(%a, %b, %c, %d, %e, %f)
        : (!vort.ref, i64, i64, !vort.ref, i64, i64) -> i64
    ```
  }];
  let arguments = (ins StrAttr:$entry,
                       Variadic<AnyTypeOf<[I64, F64, Vort_RefType, Vort_RawType]>>:$arguments);
  let results = (outs Variadic<Vort_Scalar>:$results);
  let assemblyFormat = [{
    $entry `(` $arguments `)` attr-dict `:` functional-type($arguments, $results)
  }];
}

def Vort_TrapIfOp : Vort_Op<"trap_if", [MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = "raise a run-time panic if a condition holds";
  let description = [{
    `kind` is a row of the runtime's trap table; index and bounds traps take the
    two numbers of their text.

    ```mlir
    vort.trap_if %c, "IndexOutOfBounds"(%i, %n)
    ```
  }];
  let arguments = (ins I1:$condition, StrAttr:$kind, Variadic<I64>:$numbers);
  let assemblyFormat = "$condition `,` $kind (`(` $numbers^ `)`)? attr-dict";
  let hasCanonicalizer = 1;
}

def Vort_StackCheckOp : Vort_Op<"stack_check", [MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = "panic when the stack is used up";
  let description = [{
    Prologue of functions that may recurse.

    ```mlir
    vort.stack_check
    ```
  }];
  let assemblyFormat = "attr-dict";
}

def Vort_DeferLinkOp : Vort_Op<"defer_link"> {
  let summary = "make a frame object the innermost one with deferred calls";
  let description = [{
    `frame` is a `vort.stack_object` that begins with a DeferFrame
    (runtime/abi/Defer.h), which from now on panics find through the context.
    What is stored there counts for them from the next `vort.settle` on.

    ```mlir
    vort.defer_link %frame
    ```
  }];
  let arguments = (ins Vort_RefType:$frame);
  let assemblyFormat = "$frame attr-dict";
}

def Vort_DeferUnlinkOp : Vort_Op<"defer_unlink"> {
  let summary = "end what vort.defer_link began";
  let description = [{
    The frame in front of this one is the innermost again. On every way that
    returns, before the frame's life ends.

    ```mlir
    vort.defer_unlink %frame
    ```
  }];
  let arguments = (ins Vort_RefType:$frame);
  let assemblyFormat = "$frame attr-dict";
}

def Vort_SettleOp : Vort_Op<"settle"> {
  let summary = "have all stores done before what follows";
  let description = [{
    For what panics look at: no store is moved over it or dropped because of one
    behind it. LLVM takes a call of a function that only computes and may use up
    the stack for one that looks at nothing. No machine code.

    ```mlir
    vort.settle
    ```
  }];
  let assemblyFormat = "attr-dict";
}

def Vort_PollOp : Vort_Op<"poll"> {
  let summary = "let the runtime in, if it asked for that";
  let description = [{
    Compares the context's poll word with zero, and calls `vo_rt_poll` when it is
    not: a safepoint, at which other goroutines may run. So it may do anything
    that a call may; where nobody asks, it costs a load and a branch.

    ```mlir
    vort.poll
    ```
  }];
  let assemblyFormat = "attr-dict";
}

def Vort_PollWordOp : Vort_Op<"poll_word"> {
  let summary = "read the context's poll word";
  let description = [{
    Anew each time: others change it. What `vort.poll` becomes, beside a branch
    and a call.

    ```mlir
    %w = vort.poll_word
    ```
  }];
  let results = (outs I64:$word);
  let assemblyFormat = "attr-dict";
}

def Vort_PrintOp : Vort_Op<"print",
    [MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Output>]>]> {
  let summary = "print or println";
  let description = [{
    Three scalars per value: header, bits, reference.

    ```mlir
    vort.print newline %h, %b, %r : i64, i64, !vort.ref
    ```
  }];
  let arguments = (ins UnitAttr:$newline, Variadic<AnyTypeOf<[I64, Vort_RefType]>>:$words);
  let assemblyFormat = "(`newline` $newline^)? ($words^ `:` type($words))? attr-dict";
}

def Vort_AssertOp : Vort_Op<"assert", [MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "panic with a message unless a condition holds";
  let description = [{
    Three scalars per message value, as `vort.print`.

    ```mlir
    vort.assert %c, %h, %b, %r : i64, i64, !vort.ref
    ```
  }];
  let arguments = (ins I1:$condition, Variadic<AnyTypeOf<[I64, Vort_RefType]>>:$words);
  let assemblyFormat = "$condition (`,` $words^ `:` type($words))? attr-dict";
}

include "dialect/vort/CodeOps.td"

#endif // VORT_OPS_TD
