//===- ArithOps.td - Checked arithmetic and output ---------*- tablegen -*-===//
#ifndef VO_ARITH_OPS_TD
#define VO_ARITH_OPS_TD

include "dialect/vo/Base.td"

//===----------------------------------------------------------------------===//
// Arithmetic that can panic or saturates
//===----------------------------------------------------------------------===//

class Vo_DivOp<string mnemonic, string what>
    : Vo_Op<mnemonic, [MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = what;
  let arguments = (ins I64:$lhs, I64:$rhs);
  let results = (outs I64:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict";
  let hasCanonicalizer = 1;
  let panics = ["DivisionByZero"];
  let flow = Vo_NoFlow;
  let description = what # [{.

    Panics with `integer divide by zero` when the divisor is 0; the smallest
    integer divided by -1 is itself, with remainder 0. Becomes plain `arith`
    when the divisor is a constant other than 0 and -1.
  }];
}
def Vo_DivSOp : Vo_DivOp<"div_s", "signed quotient, truncating">;
def Vo_DivUOp : Vo_DivOp<"div_u", "unsigned quotient">;
def Vo_RemSOp : Vo_DivOp<"rem_s", "signed remainder, sign of the dividend">;
def Vo_RemUOp : Vo_DivOp<"rem_u", "unsigned remainder">;

class Vo_ShiftOp<string mnemonic, string what>
    : Vo_Op<mnemonic, [MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = what;
  let arguments = (ins I64:$value, I64:$count, UnitAttr:$signedCount);
  let results = (outs I64:$result);
  let assemblyFormat = "$value `,` $count (`signed` $signedCount^)? attr-dict";
  let hasCanonicalizer = 1;
  let panics = ["NegativeShift"];
  let flow = Vo_NoFlow;
  let description = what # [{.

    Counts of 64 and more shift everything out. With `signed`, a negative count
    panics with `negative shift amount`. Becomes plain `arith` when the count is
    a constant below 64.
  }];
}
def Vo_ShlOp : Vo_ShiftOp<"shl", "shift left">;
def Vo_ShrSOp : Vo_ShiftOp<"shr_s", "arithmetic shift right">;
def Vo_ShrUOp : Vo_ShiftOp<"shr_u", "logical shift right">;

def Vo_FloatToIntOp : Vo_Op<"f2i", [Pure]> {
  let summary = "float to integer, saturating";
  let description = [{
    Truncates toward zero, clamps to the range of a `width`-bit integer
    (unsigned with `unsigned`), NaN gives 0; the result is extended to 64 bits.

    ```mlir
    %i = vo.f2i %x to 32 unsigned
    ```
  }];
  let arguments = (ins F64:$value, I64Attr:$width, UnitAttr:$isUnsigned);
  let results = (outs I64:$result);
  let assemblyFormat = "$value `to` $width (`unsigned` $isUnsigned^)? attr-dict";
  let hasVerifier = 1;
  let flow = Vo_NoFlow;
}

def Vo_CheckIndexOp : Vo_Op<"check_index",
    [MemoryEffects<[MemWrite<Vo_Panic>]>]> {
  let summary = "panic unless index < length, unsigned";
  let description = [{
    ```mlir
    vo.check_index %i, %n
    ```
  }];
  let arguments = (ins I64:$index, I64:$length);
  let assemblyFormat = "$index `,` $length attr-dict";
  let hasCanonicalizer = 1;
  let panics = ["IndexOutOfBounds"];
  let flow = Vo_NoFlow;
}

//===----------------------------------------------------------------------===//
// Output
//===----------------------------------------------------------------------===//

def Vo_PrintOp : Vo_Op<"print",
    [MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Output>]>]> {
  let summary = "the builtins print and println";
  let description = [{
    Formats the values as print does, joined by spaces, with a newline when
    `newline` is given.

    ```mlir
    vo.print newline %a, %b : !vo.iface, !vo.iface
    ```
  }];
  let arguments = (ins UnitAttr:$newline, Variadic<Vo_IfaceType>:$values);
  let flow = Vo_NoFlow;
  let assemblyFormat = "(`newline` $newline^)? ($values^ `:` type($values))? attr-dict";
}

def Vo_AssertOp : Vo_Op<"assert",
    [MemoryEffects<[MemRead<Vo_Heap>, MemWrite<Vo_Panic>]>]> {
  let summary = "the builtin assert";
  let description = [{
    Panics with `assertion failed: ` and the formatted values when `condition`
    is 0.

    ```mlir
    vo.assert %c, %m : !vo.iface
    ```
  }];
  let arguments = (ins I64:$condition, Variadic<Vo_IfaceType>:$values);
  let assemblyFormat = "$condition (`,` $values^ `:` type($values))? attr-dict";
  let hasCanonicalizer = 1;
  let panicsAny = 1; // with a text of its own
  let collects = 1; // deferred calls run
  let blocks = 1;
  let flow = Vo_NoFlow;
}

#endif // VO_ARITH_OPS_TD
