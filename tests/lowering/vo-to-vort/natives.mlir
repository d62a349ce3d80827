// RUN: vo-opt %s --vo-to-vort --split-input-file --verify-diagnostics | FileCheck %s

// Calls of natives are calls of runtime entries; the declarations go.

vo.func private @fmt.nativeSprintln(!vo.slice<!vo.iface>) -> !vo.string attributes {native = "vo1:3:fmt:14:nativeSprintln"}
vo.func private @fmt.nativeWrite(!vo.string) attributes {native = "vo1:3:fmt:11:nativeWrite"}
// CHECK-LABEL: func.func @calls(
// CHECK-NEXT: %[[TEXT:[^ :,]+]]:3 = vort.call_runtime "vo_std_fmt_nativeSprintln"(%arg0, %arg1, %arg2, %arg3) : (!vort.ref, i64, i64, i64) -> (!vort.ref, i64, i64)
// CHECK-NEXT: vort.call_runtime "vo_std_fmt_nativeWrite"(%[[TEXT]]#0, %[[TEXT]]#1, %[[TEXT]]#2) : (!vort.ref, i64, i64) -> ()
// CHECK-NEXT: return
vo.func @calls(%values: !vo.slice<!vo.iface>) {
  %text = vo.call @fmt.nativeSprintln(%values) : (!vo.slice<!vo.iface>) -> !vo.string
  vo.call @fmt.nativeWrite(%text) : (!vo.string) -> ()
  vo.return
}

// -----

// One that the runtime does not have panics when the program comes to it. Its name is that of package and function.

vo.func private @main.later(i64) -> (!vo.string, f64) attributes {native = "vo1:4:main:5:later"}
// CHECK-LABEL: func.func @unknown(
// CHECK-NEXT: %[[TEXT:[^ :,]+]] = vort.static_string "calls of main.later are not supported yet"
// CHECK-DAG: %[[HEADER:[^ :,]+]] = arith.constant 17 : i64
// CHECK: vort.call_runtime "vo_rt_panic"(%[[HEADER]], %{{.*}}, %[[TEXT]]) : (i64, i64, !vort.ref) -> ()
// CHECK: return
vo.func @unknown(%x: i64) -> f64 {
  %s, %f = vo.call @main.later(%x) : (i64) -> (!vo.string, f64)
  vo.return %f : f64
}

// -----

vo.func private @fmt.nativeWrite(i64) attributes {native = "vo1:3:fmt:11:nativeWrite"}
vo.func @wrong(%x: i64) {
  // expected-error@+2 {{operands or results are not those of the native function}}
  // expected-error@+1 {{failed to legalize operation 'vo.call'}}
  vo.call @fmt.nativeWrite(%x) : (i64) -> ()
  vo.return
}

// -----

// Natives that make errors: the method table by which errors.Error is an error gets its number, which the runtime is told.

// CHECK-LABEL: module attributes {{.*}}vo.error_itab = 2 : i64
// CHECK: vort.call_runtime "vo_std_io_getIoErrors"()
module attributes {vo.error_ptr_rttid = 3, vo.error_itab = @"*errors.Error.error"} {
  vo.struct @errors.Error { msg: !vo.string, cause: !vo.iface<@error> }
  vo.interface @error { Error: () -> !vo.string }
  vo.type @type.Error = struct : !vo.struct<@errors.Error> {rttid = 2}
  vo.type @"type.*Error" = pointer of @type.Error : !vo.ptr<@errors.Error> {rttid = 3}
  vo.itab @other : @"type.*Error" as @error [@message]
  vo.itab @"*errors.Error.error" : @"type.*Error" as @error [@message]
  vo.func private @message(%e: !vo.ptr<@errors.Error>) -> !vo.string {
    %s = vo.load %e[msg] : !vo.ptr<@errors.Error> -> !vo.string
    vo.return %s : !vo.string
  }
  vo.func private @io.getIoErrors() -> (!vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>) attributes {native = "vo1:2:io:11:getIoErrors"}
  vo.func @f() -> !vo.iface<@error> {
    %e:12 = vo.call @io.getIoErrors() : () -> (!vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>, !vo.iface<@error>)
    vo.return %e#11 : !vo.iface<@error>
  }
}

// -----

// expected-error@+1 {{errors of package errors have other members than a message and a cause}}
module attributes {vo.error_ptr_rttid = 3, vo.error_itab = @"*errors.Error.error"} {
  vo.struct @errors.Error { cause: !vo.iface<@error>, msg: !vo.string }
  vo.interface @error { Error: () -> !vo.string }
  vo.type @type.Error = struct : !vo.struct<@errors.Error> {rttid = 2}
  vo.type @"type.*Error" = pointer of @type.Error : !vo.ptr<@errors.Error> {rttid = 3}
  vo.itab @"*errors.Error.error" : @"type.*Error" as @error [@message]
  vo.func private @message(!vo.ptr<@errors.Error>) -> !vo.string
}

// -----

// expected-error@+1 {{'vo.error_itab' must name a method table}}
module attributes {vo.error_itab = @missing} {
}
