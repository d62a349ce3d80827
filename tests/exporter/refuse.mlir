// RUN: vo-translate --export-vob --split-input-file --verify-diagnostics %s -o %t.vob

// expected-error@+1 {{not supported in bytecode: no function is marked 'vo.entry'}}
module {
  vo.func @f() {
    vo.return
  }
}

// -----

vo.func @main() attributes {vo.entry} {
  vo.return
}
// expected-error@+1 {{second entry function}}
vo.func @other() attributes {vo.entry} {
  vo.return
}

// -----

// expected-error@+1 {{the entry function must have neither parameters nor results}}
vo.func @main(%a: i64) attributes {vo.entry} {
  vo.return
}

// -----

// expected-error@+1 {{not supported in bytecode: a function without body}}
vo.func private @f()
vo.func @main() attributes {vo.entry} {
  vo.return
}

// -----

// expected-error@+1 {{not supported in bytecode: operation 'func.func' in a module}}
func.func private @f()
vo.func @main() attributes {vo.entry} {
  vo.return
}

// -----

vo.func @main() attributes {vo.entry} {
  vo.return
}
vo.func @f(%a: i64) -> i64 {
  // expected-error@+1 {{not supported in bytecode: operation 'math.ctpop'}}
  %0 = math.ctpop %a : i64
  vo.return %0 : i64
}

// -----

vo.func @main() attributes {vo.entry} {
  vo.return
}
vo.func @f(%h: i64, %w: !vo.iface) -> !vo.iface {
  %word = vo.iface.word %w
  %i = vo.iface.make %h, %word
  // expected-error@+1 {{not supported in bytecode: an interface header that is computed}}
  vo.return %i : !vo.iface
}

// -----

vo.func @main() attributes {vo.entry} {
  %h = arith.constant 25602 : i64
  %w = vo.zero : !vo.word
  %i = vo.iface.make %h, %w
  // expected-error@+1 {{not supported in bytecode: interface header 25602 names no type of the module}}
  vo.print newline %i
  vo.return
}

// -----

vo.func @main() attributes {vo.entry} {
  %f = vo.frame <"vv"> : !vo.frame
  %c2 = arith.constant 2 : i64
  // expected-error@+1 {{not supported in bytecode: an access outside of its frame area}}
  %x = vo.frame.get %f[%c2 * 1 + 0] : !vo.frame -> i64
  vo.return
}

// -----

vo.func @main() attributes {vo.entry} {
  vo.return
}
vo.func @f(%p: !vo.ref, %n: i64) {
  // expected-error@+1 {{not supported in bytecode: a slice of an array inside an object without the attributes 'vo.elem_meta' and 'vo.elem_bytes'}}
  %s = vo.slice.of_inline %p[%n, %n] of %n stride %n flat
  vo.return
}

// -----

// expected-error@+1 {{'vo.bytecode' must hold 'tables' and lists of symbols}}
module attributes {vo.bytecode = {functions = [1]}} {
  vo.func @main() attributes {vo.entry} {
    vo.return
  }
}

// -----

// expected-error@+1 {{'vo.bytecode' is no module: 1:}}
module attributes {vo.bytecode = {functions = [], globals = [], tables = {nonsense = 1}}} {
  vo.func @main() attributes {vo.entry} {
    vo.return
  }
}

// -----

// expected-error@+1 {{internal error: the exported module breaks a rule: }}
module {
  vo.func @main() attributes {vo.entry} {
    %n = arith.constant 1 : i64
    %a = vo.array.new %n, <u8> {meta = 17 : i32}
    vo.return
  }
}

// -----

vo.interface @Shape <18 -> 2>
vo.func @main() attributes {vo.entry} {
  %nil = arith.constant 0 : i64
  %word = vo.word.of_bits %nil
  %i = vo.iface.make %nil, %word
  vo.call @convert(%i) : (!vo.iface) -> ()
  vo.return
}
vo.func @convert(%i: !vo.iface) {
  // expected-error@+1 {{not supported in bytecode: an interface of which only the implementers are known}}
  %s = vo.iface.convert %i to @Shape
  %header = vo.iface.header %s
  %int = arith.constant 514 : i64
  %w = vo.word.of_bits %header
  %x = vo.iface.make %int, %w
  vo.print newline %x
  vo.return
}
