module @main attributes {vo.error_ptr_rttid = 28 : i64} {
  vo.itab @"*errors.Error.interface.7" : @"type.*errors.Error" as @interface.7 [@errors.Error.Unwrap] {sym_visibility = "private"}
  vo.itab @io.discard.io.Writer : @type.io.discard as @io.Writer [@io.discard.Write$iface] {sym_visibility = "private"}
  vo.type @type.io.discard = struct [] : @io.discard {rttid = 82 : i64, sym_visibility = "private"}
  vo.type @type.int = int : i64 {rttid = 2 : i64, sym_visibility = "private"}
  vo.func private @fmt.nativeWrite(!vo.string) attributes {native = "vo1:3:fmt:11:nativeWrite"}
  vo.func private @fmt.nativeSprintf(!vo.string, !vo.slice<!vo.iface>) -> !vo.string attributes {native = "vo1:3:fmt:13:nativeSprintf"}
  vo.func private @fmt.nativeSprintln(!vo.slice<!vo.iface>) -> !vo.string attributes {native = "vo1:3:fmt:14:nativeSprintln"}
  vo.itab @"*errors.Error.error" : @"type.*errors.Error" as @error [@errors.Error.Error] {sym_visibility = "private"}
  vo.type @type.string = string : !vo.string {rttid = 17 : i64, sym_visibility = "private"}
  vo.type @type.error = interface : !vo.iface<@error> {rttid = 21 : i64, sym_visibility = "private"}
  vo.type @type.errors.Error = struct [@type.string, @type.error] : @errors.Error {rttid = 29 : i64, sym_visibility = "private"}
  vo.type @"type.*errors.Error" = pointer of @type.errors.Error : !vo.ptr<@errors.Error> {rttid = 28 : i64, sym_visibility = "private"}
  vo.interface @interface.10 { Unwrap: () -> !vo.slice<!vo.iface<@error>> } {sym_visibility = "private"}
  vo.interface @interface.7 { Unwrap: () -> !vo.iface<@error> } {sym_visibility = "private"}
  vo.interface @interface.9 { Is: (!vo.iface<@error>) -> i64 } {sym_visibility = "private"}
  vo.func private @errors.equal(!vo.iface<@error>, !vo.iface<@error>) -> i64 attributes {native = "vo1:6:errors:5:equal"}
  vo.interface @interface.8 { As: (!vo.iface) -> i64 } {sym_visibility = "private"}
  vo.func private @errors.assignTo(!vo.iface<@error>, !vo.iface) -> i64 attributes {native = "vo1:6:errors:8:assignTo"}
  vo.func private @errors.identity(!vo.iface<@error>) -> i64 attributes {native = "vo1:6:errors:8:identity"}
  vo.struct @io.discard { _: i64 } {sym_visibility = "private"}
  vo.interface @io.Reader { Read: (!vo.slice<ui8>) -> (i64, !vo.iface<@error>) } {sym_visibility = "private"}
  vo.struct @struct.3 { target: !vo.iface<@error>, into: !vo.iface, steps: i64, seen: !vo.map<i64, i64> } {sym_visibility = "private"}
  vo.struct @errors.Error { msg: !vo.string, cause: !vo.iface<@error> } {sym_visibility = "private"}
  vo.interface @io.Writer { Write: (!vo.slice<ui8>) -> (i64, !vo.iface<@error>) } {sym_visibility = "private"}
  vo.interface @error { Error: () -> !vo.string } {sym_visibility = "private"}
  vo.global @g.EOF : !vo.iface<@error> {sym_visibility = "private"}
  vo.global @g.ErrUnexpectedEOF : !vo.iface<@error> {sym_visibility = "private"}
  vo.global @g.ErrShortWrite : !vo.iface<@error> {sym_visibility = "private"}
  vo.global @g.ErrShortBuffer : !vo.iface<@error> {sym_visibility = "private"}
  vo.global @g.ErrNoProgress : !vo.iface<@error> {sym_visibility = "private"}
  vo.global @g.ErrClosedPipe : !vo.iface<@error> {sym_visibility = "private"}
  vo.global @g.ErrInvalidRead : !vo.iface<@error> {sym_visibility = "private"}
  vo.global @g.ErrInvalidWrite : !vo.iface<@error> {sym_visibility = "private"}
  vo.global @g.ErrWhence : !vo.iface<@error> {sym_visibility = "private"}
  vo.global @g.ErrOffset : !vo.iface<@error> {sym_visibility = "private"}
  vo.global @g.ErrNegativeRead : !vo.iface<@error> {sym_visibility = "private"}
  vo.global @g.ErrNegativeCount : !vo.iface<@error> {sym_visibility = "private"}
  vo.global @g.Discard : !vo.iface<@io.Writer> {sym_visibility = "private"}
  vo.func private @errors.Error.Error(%arg0: !vo.ptr<@errors.Error>) -> !vo.string {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.load %arg0[cause] : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    %1 = vo.is_nil %0 : !vo.iface<@error>
    %2 = arith.extui %1 : i1 to i64
    %c0_i64 = arith.constant 0 : i64
    %3 = arith.cmpi eq, %2, %c0_i64 : i64
    cf.cond_br %3, ^bb3, ^bb2
  ^bb2:  // pred: ^bb1
    %4 = vo.load %arg0[msg] : !vo.ptr<@errors.Error> -> !vo.string
    vo.return %4 : !vo.string
  ^bb3:  // pred: ^bb1
    %5 = vo.load %arg0[msg] : !vo.ptr<@errors.Error> -> !vo.string
    %6 = vo.string.const ": "
    %7 = vo.string.concat %5, %6
    %8 = vo.load %arg0[cause] : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    %9 = vo.iface.call %8[Error]() : !vo.iface<@error>, () -> !vo.string
    %10 = vo.string.concat %7, %9
    vo.return %10 : !vo.string
  }
  vo.func private @errors.Error.Unwrap(%arg0: !vo.ptr<@errors.Error>) -> !vo.iface<@error> attributes {error_result = 0 : i64} {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.load %arg0[cause] : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    vo.return %0 : !vo.iface<@error>
  }
  vo.func private @enter(%arg0: !vo.ptr<@struct.3>, %arg1: !vo.iface<@error>) -> i64 {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.load %arg0[steps] : !vo.ptr<@struct.3> -> i64
    %c1_i64 = arith.constant 1 : i64
    %1 = arith.addi %0, %c1_i64 : i64
    vo.store %arg0[steps], %1 : !vo.ptr<@struct.3>, i64
    %2 = vo.is_nil %arg1 : !vo.iface<@error>
    %true = arith.constant true
    %3 = arith.xori %2, %true : i1
    %4 = arith.extui %3 : i1 to i64
    %c0_i64 = arith.constant 0 : i64
    %5 = arith.cmpi eq, %4, %c0_i64 : i64
    cf.cond_br %5, ^bb4, ^bb2
  ^bb2:  // pred: ^bb1
    %6 = vo.load %arg0[steps] : !vo.ptr<@struct.3> -> i64
    %c10000_i64 = arith.constant 10000 : i64
    %7 = arith.cmpi sle, %6, %c10000_i64 : i64
    %8 = arith.extui %7 : i1 to i64
    %c0_i64_0 = arith.constant 0 : i64
    %9 = arith.cmpi eq, %8, %c0_i64_0 : i64
    cf.cond_br %9, ^bb4, ^bb3
  ^bb3:  // pred: ^bb2
    %c1_i64_1 = arith.constant 1 : i64
    cf.br ^bb5(%c1_i64_1 : i64)
  ^bb4:  // 2 preds: ^bb1, ^bb2
    %c0_i64_2 = arith.constant 0 : i64
    cf.br ^bb5(%c0_i64_2 : i64)
  ^bb5(%10: i64):  // 2 preds: ^bb3, ^bb4
    vo.return %10 : i64
  }
  vo.func private @isNew(%arg0: !vo.ptr<@struct.3>, %arg1: !vo.iface<@error>) -> i64 {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.call @errors.identity(%arg1) : (!vo.iface<@error>) -> i64
    %1 = vo.load %arg0[steps] : !vo.ptr<@struct.3> -> i64
    %c64_i64 = arith.constant 64 : i64
    %2 = arith.cmpi sle, %1, %c64_i64 : i64
    %3 = arith.extui %2 : i1 to i64
    %c0_i64 = arith.constant 0 : i64
    %4 = arith.cmpi ne, %3, %c0_i64 : i64
    cf.cond_br %4, ^bb3, ^bb2
  ^bb2:  // pred: ^bb1
    %c0_i64_0 = arith.constant 0 : i64
    %5 = arith.cmpi eq, %0, %c0_i64_0 : i64
    %6 = arith.extui %5 : i1 to i64
    %c0_i64_1 = arith.constant 0 : i64
    %7 = arith.cmpi eq, %6, %c0_i64_1 : i64
    cf.cond_br %7, ^bb4, ^bb3
  ^bb3:  // 2 preds: ^bb1, ^bb2
    %c1_i64 = arith.constant 1 : i64
    vo.return %c1_i64 : i64
  ^bb4:  // pred: ^bb2
    %8 = vo.load %arg0[seen] : !vo.ptr<@struct.3> -> !vo.map<i64, i64>
    %9 = vo.is_nil %8 : !vo.map<i64, i64>
    %10 = arith.extui %9 : i1 to i64
    %c0_i64_2 = arith.constant 0 : i64
    %11 = arith.cmpi eq, %10, %c0_i64_2 : i64
    cf.cond_br %11, ^bb6, ^bb5
  ^bb5:  // pred: ^bb4
    %c47244640257_i64 = arith.constant 47244640257 : i64
    %c11_i64 = arith.constant 11 : i64
    %12 = vo.map.new : !vo.map<i64, i64>
    vo.store %arg0[seen], %12 : !vo.ptr<@struct.3>, !vo.map<i64, i64>
    cf.br ^bb6
  ^bb6:  // 2 preds: ^bb4, ^bb5
    %13 = vo.load %arg0[seen] : !vo.ptr<@struct.3> -> !vo.map<i64, i64>
    %c65538_i64 = arith.constant 65538 : i64
    %values, %found = vo.map.get %13[%0] : !vo.map<i64, i64>, i64 -> i64
    %14 = vo.load %arg0[seen] : !vo.ptr<@struct.3> -> !vo.map<i64, i64>
    %c1_i64_3 = arith.constant 1 : i64
    %c257_i64 = arith.constant 257 : i64
    vo.map.set %14[%0], %c1_i64_3 : !vo.map<i64, i64>, i64 -> i64
    %c0_i64_4 = arith.constant 0 : i64
    %15 = arith.cmpi eq, %values, %c0_i64_4 : i64
    %16 = arith.extui %15 : i1 to i64
    vo.return %16 : i64
  }
  vo.func private @matches(%arg0: !vo.ptr<@struct.3>, %arg1: !vo.iface<@error>) -> i64 {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.load %arg0[into] : !vo.ptr<@struct.3> -> !vo.iface
    %1 = vo.is_nil %0 : !vo.iface
    %true = arith.constant true
    %2 = arith.xori %1, %true : i1
    %3 = arith.extui %2 : i1 to i64
    %c0_i64 = arith.constant 0 : i64
    %4 = arith.cmpi eq, %3, %c0_i64 : i64
    cf.cond_br %4, ^bb9, ^bb2
  ^bb2:  // pred: ^bb1
    %5 = vo.load %arg0[into] : !vo.ptr<@struct.3> -> !vo.iface
    %6 = vo.call @errors.assignTo(%arg1, %5) : (!vo.iface<@error>, !vo.iface) -> i64
    %c0_i64_0 = arith.constant 0 : i64
    %7 = arith.cmpi eq, %6, %c0_i64_0 : i64
    cf.cond_br %7, ^bb4, ^bb3
  ^bb3:  // pred: ^bb2
    %c1_i64 = arith.constant 1 : i64
    vo.return %c1_i64 : i64
  ^bb4:  // pred: ^bb2
    %values, %ok = vo.iface.assert_ok %arg1 to @interface.8 : !vo.iface<@error> -> !vo.iface<@interface.8>
    %8 = arith.extui %ok : i1 to i64
    %c0_i64_1 = arith.constant 0 : i64
    %9 = arith.cmpi eq, %8, %c0_i64_1 : i64
    cf.cond_br %9, ^bb7, ^bb5
  ^bb5:  // pred: ^bb4
    %10 = vo.load %arg0[into] : !vo.ptr<@struct.3> -> !vo.iface
    %11 = vo.iface.call %values[As](%10) : !vo.iface<@interface.8>, (!vo.iface) -> i64
    %c0_i64_2 = arith.constant 0 : i64
    %12 = arith.cmpi eq, %11, %c0_i64_2 : i64
    cf.cond_br %12, ^bb7, ^bb6
  ^bb6:  // pred: ^bb5
    %c1_i64_3 = arith.constant 1 : i64
    cf.br ^bb8(%c1_i64_3 : i64)
  ^bb7:  // 2 preds: ^bb4, ^bb5
    %c0_i64_4 = arith.constant 0 : i64
    cf.br ^bb8(%c0_i64_4 : i64)
  ^bb8(%13: i64):  // 2 preds: ^bb6, ^bb7
    vo.return %13 : i64
  ^bb9:  // pred: ^bb1
    %14 = vo.load %arg0[target] : !vo.ptr<@struct.3> -> !vo.iface<@error>
    %15 = vo.call @errors.equal(%arg1, %14) : (!vo.iface<@error>, !vo.iface<@error>) -> i64
    %c0_i64_5 = arith.constant 0 : i64
    %16 = arith.cmpi eq, %15, %c0_i64_5 : i64
    cf.cond_br %16, ^bb11, ^bb10
  ^bb10:  // pred: ^bb9
    %c1_i64_6 = arith.constant 1 : i64
    vo.return %c1_i64_6 : i64
  ^bb11:  // pred: ^bb9
    %values_7, %ok_8 = vo.iface.assert_ok %arg1 to @interface.9 : !vo.iface<@error> -> !vo.iface<@interface.9>
    %17 = arith.extui %ok_8 : i1 to i64
    %c0_i64_9 = arith.constant 0 : i64
    %18 = arith.cmpi eq, %17, %c0_i64_9 : i64
    cf.cond_br %18, ^bb14, ^bb12
  ^bb12:  // pred: ^bb11
    %19 = vo.load %arg0[target] : !vo.ptr<@struct.3> -> !vo.iface<@error>
    %20 = vo.iface.call %values_7[Is](%19) : !vo.iface<@interface.9>, (!vo.iface<@error>) -> i64
    %c0_i64_10 = arith.constant 0 : i64
    %21 = arith.cmpi eq, %20, %c0_i64_10 : i64
    cf.cond_br %21, ^bb14, ^bb13
  ^bb13:  // pred: ^bb12
    %c1_i64_11 = arith.constant 1 : i64
    cf.br ^bb15(%c1_i64_11 : i64)
  ^bb14:  // 2 preds: ^bb11, ^bb12
    %c0_i64_12 = arith.constant 0 : i64
    cf.br ^bb15(%c0_i64_12 : i64)
  ^bb15(%22: i64):  // 2 preds: ^bb13, ^bb14
    vo.return %22 : i64
  }
  vo.func private @find(%arg0: !vo.ptr<@struct.3>, %arg1: !vo.iface<@error>) -> i64 {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    cf.br ^bb2(%arg1 : !vo.iface<@error>)
  ^bb2(%0: !vo.iface<@error>):  // 2 preds: ^bb1, ^bb16
    %1 = vo.call @enter(%arg0, %0) : (!vo.ptr<@struct.3>, !vo.iface<@error>) -> i64
    %c0_i64 = arith.constant 0 : i64
    %2 = arith.cmpi eq, %1, %c0_i64 : i64
    cf.cond_br %2, ^bb17, ^bb3
  ^bb3:  // pred: ^bb2
    %3 = vo.call @matches(%arg0, %0) : (!vo.ptr<@struct.3>, !vo.iface<@error>) -> i64
    %c0_i64_0 = arith.constant 0 : i64
    %4 = arith.cmpi eq, %3, %c0_i64_0 : i64
    cf.cond_br %4, ^bb5, ^bb4
  ^bb4:  // pred: ^bb3
    %c1_i64 = arith.constant 1 : i64
    vo.return %c1_i64 : i64
  ^bb5:  // pred: ^bb3
    %values, %ok = vo.iface.assert_ok %0 to @interface.7 : !vo.iface<@error> -> !vo.iface<@interface.7>
    %5 = arith.extui %ok : i1 to i64
    %c0_i64_1 = arith.constant 0 : i64
    %6 = arith.cmpi eq, %5, %c0_i64_1 : i64
    cf.cond_br %6, ^bb7, ^bb6
  ^bb6:  // pred: ^bb5
    %7 = vo.iface.call %values[Unwrap]() : !vo.iface<@interface.7>, () -> !vo.iface<@error>
    cf.br ^bb16
  ^bb7:  // pred: ^bb5
    %values_2, %ok_3 = vo.iface.assert_ok %0 to @interface.10 : !vo.iface<@error> -> !vo.iface<@interface.10>
    %8 = arith.extui %ok_3 : i1 to i64
    %c0_i64_4 = arith.constant 0 : i64
    %9 = arith.cmpi eq, %8, %c0_i64_4 : i64
    cf.cond_br %9, ^bb9, ^bb8
  ^bb8:  // pred: ^bb7
    %10 = vo.call @isNew(%arg0, %0) : (!vo.ptr<@struct.3>, !vo.iface<@error>) -> i64
    %c0_i64_5 = arith.constant 0 : i64
    %11 = arith.cmpi ne, %10, %c0_i64_5 : i64
    cf.cond_br %11, ^bb10, ^bb9
  ^bb9:  // 2 preds: ^bb7, ^bb8
    %c0_i64_6 = arith.constant 0 : i64
    vo.return %c0_i64_6 : i64
  ^bb10:  // pred: ^bb8
    %12 = vo.iface.call %values_2[Unwrap]() : !vo.iface<@interface.10>, () -> !vo.slice<!vo.iface<@error>>
    %13 = vo.slice.len %12 : !vo.slice<!vo.iface<@error>>
    %c0_i64_7 = arith.constant 0 : i64
    %14 = arith.cmpi slt, %c0_i64_7, %13 : i64
    %15 = arith.extui %14 : i1 to i64
    %c0_i64_8 = arith.constant 0 : i64
    %16 = arith.cmpi eq, %15, %c0_i64_8 : i64
    cf.cond_br %16, ^bb15, ^bb11
  ^bb11:  // pred: ^bb10
    %c0_i64_9 = arith.constant 0 : i64
    cf.br ^bb12(%c0_i64_9 : i64)
  ^bb12(%17: i64):  // 2 preds: ^bb11, ^bb14
    %18 = vo.slice.get %12[%17] : !vo.slice<!vo.iface<@error>> -> !vo.iface<@error>
    %19 = vo.call @find(%arg0, %18) : (!vo.ptr<@struct.3>, !vo.iface<@error>) -> i64
    %c0_i64_10 = arith.constant 0 : i64
    %20 = arith.cmpi eq, %19, %c0_i64_10 : i64
    cf.cond_br %20, ^bb14, ^bb13
  ^bb13:  // pred: ^bb12
    %c1_i64_11 = arith.constant 1 : i64
    vo.return %c1_i64_11 : i64
  ^bb14:  // pred: ^bb12
    %c1_i64_12 = arith.constant 1 : i64
    %21 = arith.addi %17, %c1_i64_12 : i64
    %22 = arith.cmpi slt, %21, %13 : i64
    cf.cond_br %22, ^bb12(%21 : i64), ^bb15
  ^bb15:  // 2 preds: ^bb10, ^bb14
    %c0_i64_13 = arith.constant 0 : i64
    vo.return %c0_i64_13 : i64
  ^bb16:  // pred: ^bb6
    cf.br ^bb2(%7 : !vo.iface<@error>)
  ^bb17:  // pred: ^bb2
    %c0_i64_14 = arith.constant 0 : i64
    vo.return %c0_i64_14 : i64
  }
  vo.func private @errors.Is(%arg0: !vo.iface<@error>, %arg1: !vo.iface<@error>) -> i64 {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.is_nil %arg1 : !vo.iface<@error>
    %1 = arith.extui %0 : i1 to i64
    %c0_i64 = arith.constant 0 : i64
    %2 = arith.cmpi ne, %1, %c0_i64 : i64
    cf.cond_br %2, ^bb3, ^bb2
  ^bb2:  // pred: ^bb1
    %3 = vo.is_nil %arg0 : !vo.iface<@error>
    %4 = arith.extui %3 : i1 to i64
    %c0_i64_0 = arith.constant 0 : i64
    %5 = arith.cmpi eq, %4, %c0_i64_0 : i64
    cf.cond_br %5, ^bb8, ^bb3
  ^bb3:  // 2 preds: ^bb1, ^bb2
    %6 = vo.is_nil %arg1 : !vo.iface<@error>
    %7 = arith.extui %6 : i1 to i64
    %c0_i64_1 = arith.constant 0 : i64
    %8 = arith.cmpi eq, %7, %c0_i64_1 : i64
    cf.cond_br %8, ^bb6, ^bb4
  ^bb4:  // pred: ^bb3
    %9 = vo.is_nil %arg0 : !vo.iface<@error>
    %10 = arith.extui %9 : i1 to i64
    %c0_i64_2 = arith.constant 0 : i64
    %11 = arith.cmpi eq, %10, %c0_i64_2 : i64
    cf.cond_br %11, ^bb6, ^bb5
  ^bb5:  // pred: ^bb4
    %c1_i64 = arith.constant 1 : i64
    cf.br ^bb7(%c1_i64 : i64)
  ^bb6:  // 2 preds: ^bb3, ^bb4
    %c0_i64_3 = arith.constant 0 : i64
    cf.br ^bb7(%c0_i64_3 : i64)
  ^bb7(%12: i64):  // 2 preds: ^bb5, ^bb6
    vo.return %12 : i64
  ^bb8:  // pred: ^bb2
    %c783_i64 = arith.constant 783 : i64
    %13 = vo.new : !vo.ptr<@struct.3>
    vo.store %13[target], %arg1 : !vo.ptr<@struct.3>, !vo.iface<@error>
    %14 = vo.zero : !vo.iface
    vo.store %13[into], %14 : !vo.ptr<@struct.3>, !vo.iface
    %c0_i64_4 = arith.constant 0 : i64
    vo.store %13[steps], %c0_i64_4 : !vo.ptr<@struct.3>, i64
    %15 = vo.zero : !vo.map<i64, i64>
    vo.store %13[seen], %15 : !vo.ptr<@struct.3>, !vo.map<i64, i64>
    %16 = vo.call @find(%13, %arg0) : (!vo.ptr<@struct.3>, !vo.iface<@error>) -> i64
    vo.return %16 : i64
  }
  vo.func private @io.init() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.new : !vo.ptr<@errors.Error>
    %1 = vo.string.const "EOF"
    vo.store %0[msg], %1 : !vo.ptr<@errors.Error>, !vo.string
    %2 = vo.iface.make %0 as @"*errors.Error.error" : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    %3 = vo.new : !vo.ptr<@errors.Error>
    %4 = vo.string.const "unexpected EOF"
    vo.store %3[msg], %4 : !vo.ptr<@errors.Error>, !vo.string
    %5 = vo.iface.make %3 as @"*errors.Error.error" : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    %6 = vo.new : !vo.ptr<@errors.Error>
    %7 = vo.string.const "short write"
    vo.store %6[msg], %7 : !vo.ptr<@errors.Error>, !vo.string
    %8 = vo.iface.make %6 as @"*errors.Error.error" : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    %9 = vo.new : !vo.ptr<@errors.Error>
    %10 = vo.string.const "short buffer"
    vo.store %9[msg], %10 : !vo.ptr<@errors.Error>, !vo.string
    %11 = vo.iface.make %9 as @"*errors.Error.error" : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    %12 = vo.new : !vo.ptr<@errors.Error>
    %13 = vo.string.const "multiple Read calls return no data or error"
    vo.store %12[msg], %13 : !vo.ptr<@errors.Error>, !vo.string
    %14 = vo.iface.make %12 as @"*errors.Error.error" : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    %15 = vo.new : !vo.ptr<@errors.Error>
    %16 = vo.string.const "io: read/write on closed pipe"
    vo.store %15[msg], %16 : !vo.ptr<@errors.Error>, !vo.string
    %17 = vo.iface.make %15 as @"*errors.Error.error" : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    %18 = vo.new : !vo.ptr<@errors.Error>
    %19 = vo.string.const "invalid read result"
    vo.store %18[msg], %19 : !vo.ptr<@errors.Error>, !vo.string
    %20 = vo.iface.make %18 as @"*errors.Error.error" : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    %21 = vo.new : !vo.ptr<@errors.Error>
    %22 = vo.string.const "invalid write result"
    vo.store %21[msg], %22 : !vo.ptr<@errors.Error>, !vo.string
    %23 = vo.iface.make %21 as @"*errors.Error.error" : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    %24 = vo.new : !vo.ptr<@errors.Error>
    %25 = vo.string.const "invalid whence"
    vo.store %24[msg], %25 : !vo.ptr<@errors.Error>, !vo.string
    %26 = vo.iface.make %24 as @"*errors.Error.error" : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    %27 = vo.new : !vo.ptr<@errors.Error>
    %28 = vo.string.const "invalid offset"
    vo.store %27[msg], %28 : !vo.ptr<@errors.Error>, !vo.string
    %29 = vo.iface.make %27 as @"*errors.Error.error" : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    %30 = vo.new : !vo.ptr<@errors.Error>
    %31 = vo.string.const "negative read count"
    vo.store %30[msg], %31 : !vo.ptr<@errors.Error>, !vo.string
    %32 = vo.iface.make %30 as @"*errors.Error.error" : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    %33 = vo.new : !vo.ptr<@errors.Error>
    %34 = vo.string.const "negative count"
    vo.store %33[msg], %34 : !vo.ptr<@errors.Error>, !vo.string
    %35 = vo.iface.make %33 as @"*errors.Error.error" : !vo.ptr<@errors.Error> -> !vo.iface<@error>
    vo.global.set @g.EOF, %2 : !vo.iface<@error>
    vo.global.set @g.ErrUnexpectedEOF, %5 : !vo.iface<@error>
    vo.global.set @g.ErrShortWrite, %8 : !vo.iface<@error>
    vo.global.set @g.ErrShortBuffer, %11 : !vo.iface<@error>
    vo.global.set @g.ErrNoProgress, %14 : !vo.iface<@error>
    vo.global.set @g.ErrClosedPipe, %17 : !vo.iface<@error>
    vo.global.set @g.ErrInvalidRead, %20 : !vo.iface<@error>
    vo.global.set @g.ErrInvalidWrite, %23 : !vo.iface<@error>
    vo.global.set @g.ErrWhence, %26 : !vo.iface<@error>
    vo.global.set @g.ErrOffset, %29 : !vo.iface<@error>
    vo.global.set @g.ErrNegativeRead, %32 : !vo.iface<@error>
    vo.global.set @g.ErrNegativeCount, %35 : !vo.iface<@error>
    vo.return
  }
  vo.func private @io.isEnd(%arg0: !vo.iface<@error>) -> i64 {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.global.get @g.EOF : !vo.iface<@error>
    %1 = vo.iface.eq %arg0, %0 : !vo.iface<@error>, !vo.iface<@error>
    %2 = arith.extui %1 : i1 to i64
    %c0_i64 = arith.constant 0 : i64
    %3 = arith.cmpi ne, %2, %c0_i64 : i64
    cf.cond_br %3, ^bb4, ^bb2
  ^bb2:  // pred: ^bb1
    %4 = vo.is_nil %arg0 : !vo.iface<@error>
    %true = arith.constant true
    %5 = arith.xori %4, %true : i1
    %6 = arith.extui %5 : i1 to i64
    %c0_i64_0 = arith.constant 0 : i64
    %7 = arith.cmpi eq, %6, %c0_i64_0 : i64
    cf.cond_br %7, ^bb5, ^bb3
  ^bb3:  // pred: ^bb2
    %8 = vo.global.get @g.EOF : !vo.iface<@error>
    %9 = vo.call @errors.Is(%arg0, %8) : (!vo.iface<@error>, !vo.iface<@error>) -> i64
    %c0_i64_1 = arith.constant 0 : i64
    %10 = arith.cmpi eq, %9, %c0_i64_1 : i64
    cf.cond_br %10, ^bb5, ^bb4
  ^bb4:  // 2 preds: ^bb1, ^bb3
    %c1_i64 = arith.constant 1 : i64
    cf.br ^bb6(%c1_i64 : i64)
  ^bb5:  // 2 preds: ^bb2, ^bb3
    %c0_i64_2 = arith.constant 0 : i64
    cf.br ^bb6(%c0_i64_2 : i64)
  ^bb6(%11: i64):  // 2 preds: ^bb4, ^bb5
    vo.return %11 : i64
  }
  vo.func private @io.checkRead(%arg0: i64, %arg1: i64) -> !vo.iface<@error> attributes {error_result = 0 : i64} {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c0_i64 = arith.constant 0 : i64
    %0 = arith.cmpi slt, %arg0, %c0_i64 : i64
    %1 = arith.extui %0 : i1 to i64
    %c0_i64_0 = arith.constant 0 : i64
    %2 = arith.cmpi eq, %1, %c0_i64_0 : i64
    cf.cond_br %2, ^bb3, ^bb2
  ^bb2:  // pred: ^bb1
    %3 = vo.global.get @g.ErrNegativeRead : !vo.iface<@error>
    vo.return %3 : !vo.iface<@error>
  ^bb3:  // pred: ^bb1
    %4 = arith.cmpi sgt, %arg0, %arg1 : i64
    %5 = arith.extui %4 : i1 to i64
    %c0_i64_1 = arith.constant 0 : i64
    %6 = arith.cmpi eq, %5, %c0_i64_1 : i64
    cf.cond_br %6, ^bb5, ^bb4
  ^bb4:  // pred: ^bb3
    %7 = vo.global.get @g.ErrInvalidRead : !vo.iface<@error>
    vo.return %7 : !vo.iface<@error>
  ^bb5:  // pred: ^bb3
    %8 = vo.zero : !vo.iface<@error>
    vo.return %8 : !vo.iface<@error>
  }
  vo.func private @io.readSome(%arg0: !vo.iface<@io.Reader>, %arg1: !vo.slice<ui8>) -> (i64, !vo.iface<@error>) attributes {error_result = 1 : i64} {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c100_i64 = arith.constant 100 : i64
    %c0_i64 = arith.constant 0 : i64
    %0 = arith.cmpi slt, %c0_i64, %c100_i64 : i64
    %1 = arith.extui %0 : i1 to i64
    %c0_i64_0 = arith.constant 0 : i64
    %2 = arith.cmpi eq, %1, %c0_i64_0 : i64
    cf.cond_br %2, ^bb9, ^bb2
  ^bb2:  // pred: ^bb1
    %c0_i64_1 = arith.constant 0 : i64
    cf.br ^bb3(%c0_i64_1 : i64)
  ^bb3(%3: i64):  // 2 preds: ^bb2, ^bb8
    %4:2 = vo.iface.call %arg0[Read](%arg1) : !vo.iface<@io.Reader>, (!vo.slice<ui8>) -> (i64, !vo.iface<@error>)
    %5 = vo.slice.len %arg1 : !vo.slice<ui8>
    %6 = vo.call @io.checkRead(%4#0, %5) : (i64, i64) -> !vo.iface<@error>
    %7 = vo.is_nil %6 : !vo.iface<@error>
    %true = arith.constant true
    %8 = arith.xori %7, %true : i1
    %9 = arith.extui %8 : i1 to i64
    %c0_i64_2 = arith.constant 0 : i64
    %10 = arith.cmpi eq, %9, %c0_i64_2 : i64
    cf.cond_br %10, ^bb5, ^bb4
  ^bb4:  // pred: ^bb3
    %c0_i64_3 = arith.constant 0 : i64
    vo.return %c0_i64_3, %6 : i64, !vo.iface<@error>
  ^bb5:  // pred: ^bb3
    %c0_i64_4 = arith.constant 0 : i64
    %11 = arith.cmpi sgt, %4#0, %c0_i64_4 : i64
    %12 = arith.extui %11 : i1 to i64
    %c0_i64_5 = arith.constant 0 : i64
    %13 = arith.cmpi ne, %12, %c0_i64_5 : i64
    cf.cond_br %13, ^bb7, ^bb6
  ^bb6:  // pred: ^bb5
    %14 = vo.is_nil %4#1 : !vo.iface<@error>
    %true_6 = arith.constant true
    %15 = arith.xori %14, %true_6 : i1
    %16 = arith.extui %15 : i1 to i64
    %c0_i64_7 = arith.constant 0 : i64
    %17 = arith.cmpi eq, %16, %c0_i64_7 : i64
    cf.cond_br %17, ^bb8, ^bb7
  ^bb7:  // 2 preds: ^bb5, ^bb6
    vo.return %4#0, %4#1 : i64, !vo.iface<@error>
  ^bb8:  // pred: ^bb6
    %c1_i64 = arith.constant 1 : i64
    %18 = arith.addi %3, %c1_i64 : i64
    %19 = arith.cmpi slt, %18, %c100_i64 : i64
    cf.cond_br %19, ^bb3(%18 : i64), ^bb9
  ^bb9:  // 2 preds: ^bb1, ^bb8
    %20 = vo.global.get @g.ErrNoProgress : !vo.iface<@error>
    %c0_i64_8 = arith.constant 0 : i64
    vo.return %c0_i64_8, %20 : i64, !vo.iface<@error>
  }
  vo.func private @Write(%arg0: i64, %arg1: !vo.slice<ui8>) -> (i64, !vo.iface<@error>) attributes {error_result = 1 : i64} {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.slice.len %arg1 : !vo.slice<ui8>
    %1 = vo.zero : !vo.iface<@error>
    vo.return %0, %1 : i64, !vo.iface<@error>
  }
  vo.func private @WriteString(%arg0: i64, %arg1: !vo.string) -> (i64, !vo.iface<@error>) attributes {error_result = 1 : i64} {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.string.len %arg1
    %1 = vo.zero : !vo.iface<@error>
    vo.return %0, %1 : i64, !vo.iface<@error>
  }
  vo.func private @ReadFrom(%arg0: i64, %arg1: !vo.iface<@io.Reader>) -> (i64, !vo.iface<@error>) attributes {error_result = 1 : i64} {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c8192_i64 = arith.constant 8192 : i64
    %c8_i64 = arith.constant 8 : i64
    %0 = vo.slice.new %c8192_i64, %c8192_i64 : !vo.slice<ui8>
    %c0_i64 = arith.constant 0 : i64
    cf.br ^bb2(%c0_i64 : i64)
  ^bb2(%1: i64):  // 2 preds: ^bb1, ^bb6
    %2:2 = vo.call @io.readSome(%arg1, %0) : (!vo.iface<@io.Reader>, !vo.slice<ui8>) -> (i64, !vo.iface<@error>)
    %3 = arith.addi %1, %2#0 : i64
    %4 = vo.call @io.isEnd(%2#1) : (!vo.iface<@error>) -> i64
    %c0_i64_0 = arith.constant 0 : i64
    %5 = arith.cmpi eq, %4, %c0_i64_0 : i64
    cf.cond_br %5, ^bb4, ^bb3
  ^bb3:  // pred: ^bb2
    %6 = vo.zero : !vo.iface<@error>
    vo.return %3, %6 : i64, !vo.iface<@error>
  ^bb4:  // pred: ^bb2
    %7 = vo.is_nil %2#1 : !vo.iface<@error>
    %true = arith.constant true
    %8 = arith.xori %7, %true : i1
    %9 = arith.extui %8 : i1 to i64
    %c0_i64_1 = arith.constant 0 : i64
    %10 = arith.cmpi eq, %9, %c0_i64_1 : i64
    cf.cond_br %10, ^bb6, ^bb5
  ^bb5:  // pred: ^bb4
    vo.return %3, %2#1 : i64, !vo.iface<@error>
  ^bb6:  // pred: ^bb4
    cf.br ^bb2(%3 : i64)
  }
  vo.func private @fmt.Println(%arg0: !vo.slice<!vo.iface>) -> i64 {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.call @fmt.nativeSprintln(%arg0) : (!vo.slice<!vo.iface>) -> !vo.string
    %1 = vo.call @fmt.write(%0) : (!vo.string) -> i64
    vo.return %1 : i64
  }
  vo.func private @fmt.Printf(%arg0: !vo.string, %arg1: !vo.slice<!vo.iface>) -> i64 {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.call @fmt.nativeSprintf(%arg0, %arg1) : (!vo.string, !vo.slice<!vo.iface>) -> !vo.string
    %1 = vo.call @fmt.write(%0) : (!vo.string) -> i64
    vo.return %1 : i64
  }
  vo.func private @fmt.write(%arg0: !vo.string) -> i64 {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    vo.call @fmt.nativeWrite(%arg0) : (!vo.string) -> ()
    %0 = vo.string.len %arg0
    vo.return %0 : i64
  }
  vo.func private @main() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c16_i64 = arith.constant 16 : i64
    %c2_i64 = arith.constant 2 : i64
    %c2_i64_0 = arith.constant 2 : i64
    %0 = vo.slice.new %c2_i64, %c2_i64_0 : !vo.slice<!vo.iface>
    %1 = vo.string.const "text"
    %2 = vo.new(%1 : !vo.string) {immutable} : !vo.box<!vo.string>
    %3 = vo.iface.make %2 as @type.string : !vo.box<!vo.string> -> !vo.iface
    %c0_i64 = arith.constant 0 : i64
    vo.slice.set %0[%c0_i64], %3 : !vo.slice<!vo.iface>, !vo.iface
    %c1_i64 = arith.constant 1 : i64
    %4 = vo.iface.make %c1_i64 as @type.int : i64 -> !vo.iface
    %c1_i64_1 = arith.constant 1 : i64
    vo.slice.set %0[%c1_i64_1], %4 : !vo.slice<!vo.iface>, !vo.iface
    %5 = vo.call @fmt.Println(%0) : (!vo.slice<!vo.iface>) -> i64
    %6 = vo.string.const "%d\0A"
    %c16_i64_2 = arith.constant 16 : i64
    %c1_i64_3 = arith.constant 1 : i64
    %c1_i64_4 = arith.constant 1 : i64
    %7 = vo.slice.new %c1_i64_3, %c1_i64_4 : !vo.slice<!vo.iface>
    %c2_i64_5 = arith.constant 2 : i64
    %8 = vo.iface.make %c2_i64_5 as @type.int : i64 -> !vo.iface
    %c0_i64_6 = arith.constant 0 : i64
    vo.slice.set %7[%c0_i64_6], %8 : !vo.slice<!vo.iface>, !vo.iface
    %9 = vo.call @fmt.Printf(%6, %7) : (!vo.string, !vo.slice<!vo.iface>) -> i64
    vo.return
  }
  vo.func private @io.__init__() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c2575_i64 = arith.constant 2575 : i64
    %0 = vo.new : !vo.ptr<@io.discard>
    %c0_i64 = arith.constant 0 : i64
    vo.store %0, %c0_i64 : !vo.ptr<@io.discard>, i64
    %1 = vo.clone %0 : !vo.ptr<@io.discard>
    %2 = vo.iface.make %1 as @io.discard.io.Writer : !vo.ptr<@io.discard> -> !vo.iface<@io.Writer>
    vo.global.set @g.Discard, %2 : !vo.iface<@io.Writer>
    vo.call @io.init() : () -> ()
    vo.return
  }
  vo.func private @__init__() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    vo.call @io.__init__() : () -> ()
    vo.return
  }
  vo.func private @__island_init__() attributes {vo.island_init} {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    vo.call @__init__() : () -> ()
    vo.return
  }
  vo.func @__entry__() attributes {vo.entry} {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    vo.call @__init__() : () -> ()
    vo.call @main() : () -> ()
    vo.return
  }
  vo.func private @io.discard.Write$iface(%arg0: !vo.ptr<@io.discard>, %arg1: !vo.slice<ui8>) -> (i64, !vo.iface<@error>) {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.load %arg0 : !vo.ptr<@io.discard> -> i64
    %1:2 = vo.call @Write(%0, %arg1) : (i64, !vo.slice<ui8>) -> (i64, !vo.iface<@error>)
    vo.return %1#0, %1#1 : i64, !vo.iface<@error>
  }
  vo.func private @io.discard.WriteString$iface(%arg0: !vo.ptr<@io.discard>, %arg1: !vo.string) -> (i64, !vo.iface<@error>) {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.load %arg0 : !vo.ptr<@io.discard> -> i64
    %1:2 = vo.call @WriteString(%0, %arg1) : (i64, !vo.string) -> (i64, !vo.iface<@error>)
    vo.return %1#0, %1#1 : i64, !vo.iface<@error>
  }
  vo.func private @io.discard.ReadFrom$iface(%arg0: !vo.ptr<@io.discard>, %arg1: !vo.iface<@io.Reader>) -> (i64, !vo.iface<@error>) {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.load %arg0 : !vo.ptr<@io.discard> -> i64
    %1:2 = vo.call @ReadFrom(%0, %arg1) : (i64, !vo.iface<@io.Reader>) -> (i64, !vo.iface<@error>)
    vo.return %1#0, %1#1 : i64, !vo.iface<@error>
  }
}

{-#
  external_resources: {
    mlir_reproducer: {
      pipeline: "builtin.module(vo.func(mem2reg{region-simplify=true},canonicalize{  max-iterations=10 max-num-rewrites=-1 region-simplify=normal test-convergence=false top-down=true},sroa,mem2reg{region-simplify=true},canonicalize{  max-iterations=10 max-num-rewrites=-1 region-simplify=normal test-convergence=false top-down=true},cse,canonicalize{  max-iterations=10 max-num-rewrites=-1 region-simplify=normal test-convergence=false top-down=true},vo-local-facts{max-marks=-1}), vo-to-vort, vort-to-llvm, ensure-debug-info-scope-on-llvm-func{emission-kind=LineTablesOnly})",
      disable_threading: true,
      verify_each: false
    }
  }
#-}
