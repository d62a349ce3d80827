module @main attributes {vo.error_ptr_rttid = 28 : i64} {
  vo.struct @nothing {} {sym_visibility = "private"}
  vo.type @type.main.named = string : !vo.string {rttid = 47 : i64, sym_visibility = "private"}
  vo.type @type.main.point = struct [@type.int, @type.int] : @main.point {rttid = 40 : i64, sym_visibility = "private"}
  vo.type @type.float64 = float64 : f64 {rttid = 13 : i64, sym_visibility = "private"}
  vo.type @type.int8 = int8 : si8 {rttid = 3 : i64, sym_visibility = "private"}
  vo.type @type.float32 = float32 : f32 {rttid = 12 : i64, sym_visibility = "private"}
  vo.type @type.uint8 = uint8 : ui8 {rttid = 8 : i64, sym_visibility = "private"}
  vo.struct @main.point { x: i64, y: i64 } {sym_visibility = "private"}
  vo.struct @layout { "0": !vo.string, "1": i64, "2": i64, "3": !vo.iface } {sym_visibility = "private"}
  vo.type @type.string = string : !vo.string {rttid = 17 : i64, sym_visibility = "private"}
  vo.type @type.bool = bool : ui8 {rttid = 1 : i64, sym_visibility = "private"}
  vo.type @type.int = int : i64 {rttid = 2 : i64, sym_visibility = "private"}
  vo.func private @garbage() -> i64 {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c20_i64 = arith.constant 20 : i64
    %c0_i64 = arith.constant 0 : i64
    %0 = arith.cmpi slt, %c0_i64, %c20_i64 : i64
    %1 = arith.extui %0 : i1 to i64
    %c0_i64_0 = arith.constant 0 : i64
    %2 = arith.cmpi eq, %1, %c0_i64_0 : i64
    %c0_i64_1 = arith.constant 0 : i64
    cf.cond_br %2, ^bb4(%c0_i64_1 : i64), ^bb2
  ^bb2:  // pred: ^bb1
    %c0_i64_2 = arith.constant 0 : i64
    %c0_i64_3 = arith.constant 0 : i64
    cf.br ^bb3(%c0_i64_2, %c0_i64_3 : i64, i64)
  ^bb3(%3: i64, %4: i64):  // 2 preds: ^bb2, ^bb3
    %c50_i64 = arith.constant 50 : i64
    %c17_i64 = arith.constant 17 : i64
    %5 = vo.slice.new %c50_i64, %c50_i64 : !vo.slice<!vo.string>
    %6 = vo.slice.len %5 : !vo.slice<!vo.string>
    %7 = arith.addi %3, %6 : i64
    %c1_i64 = arith.constant 1 : i64
    %8 = arith.addi %4, %c1_i64 : i64
    %9 = arith.cmpi slt, %8, %c20_i64 : i64
    cf.cond_br %9, ^bb3(%7, %8 : i64, i64), ^bb4(%7 : i64)
  ^bb4(%10: i64):  // 2 preds: ^bb1, ^bb3
    vo.return %10 : i64
  }
  vo.func private @integers() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c8589934594_i64 = arith.constant 8589934594 : i64
    %c2_i64 = arith.constant 2 : i64
    %0 = vo.map.new : !vo.map<i64, i64>
    %c5000_i64 = arith.constant 5000 : i64
    %c0_i64 = arith.constant 0 : i64
    %1 = arith.cmpi slt, %c0_i64, %c5000_i64 : i64
    %2 = arith.extui %1 : i1 to i64
    %c0_i64_0 = arith.constant 0 : i64
    %3 = arith.cmpi eq, %2, %c0_i64_0 : i64
    cf.cond_br %3, ^bb4, ^bb2
  ^bb2:  // pred: ^bb1
    %c0_i64_1 = arith.constant 0 : i64
    cf.br ^bb3(%c0_i64_1 : i64)
  ^bb3(%4: i64):  // 2 preds: ^bb2, ^bb3
    %c7919_i64 = arith.constant 7919 : i64
    %5 = arith.muli %4, %c7919_i64 : i64
    %c10007_i64 = arith.constant 10007 : i64
    %6 = vo.rem_s %5, %c10007_i64
    %c257_i64 = arith.constant 257 : i64
    vo.map.set %0[%6], %4 : !vo.map<i64, i64>, i64 -> i64
    %c1_i64 = arith.constant 1 : i64
    %7 = arith.addi %4, %c1_i64 : i64
    %8 = arith.cmpi slt, %7, %c5000_i64 : i64
    cf.cond_br %8, ^bb3(%7 : i64), ^bb4
  ^bb4:  // 2 preds: ^bb1, ^bb3
    %9 = vo.map.iter %0 : !vo.map<i64, i64>
    %c0_i64_2 = arith.constant 0 : i64
    cf.br ^bb5(%c0_i64_2 : i64)
  ^bb5(%10: i64):  // 2 preds: ^bb4, ^bb6
    %values:2, %more = vo.map.next %9 : !vo.map_iter<i64, i64> -> i64, i64
    %11 = arith.extui %more : i1 to i64
    %c0_i64_3 = arith.constant 0 : i64
    %12 = arith.cmpi eq, %11, %c0_i64_3 : i64
    cf.cond_br %12, ^bb7, ^bb6
  ^bb6:  // pred: ^bb5
    %13 = arith.xori %values#0, %values#1 : i64
    %14 = arith.addi %10, %13 : i64
    cf.br ^bb5(%14 : i64)
  ^bb7:  // pred: ^bb5
    %c7919_i64_4 = arith.constant 7919 : i64
    %c65539_i64 = arith.constant 65539 : i64
    %values_5, %found = vo.map.get %0[%c7919_i64_4] : !vo.map<i64, i64>, i64 -> i64
    %15 = arith.extui %found : i1 to i64
    %c-1_i64 = arith.constant -1 : i64
    %c65539_i64_6 = arith.constant 65539 : i64
    %values_7, %found_8 = vo.map.get %0[%c-1_i64] : !vo.map<i64, i64>, i64 -> i64
    %16 = arith.extui %found_8 : i1 to i64
    %17 = vo.map.len %0 : !vo.map<i64, i64>
    %18 = vo.iface.make %17 as @type.int : i64 -> !vo.iface
    %19 = vo.iface.make %10 as @type.int : i64 -> !vo.iface
    %20 = vo.iface.make %values_5 as @type.int : i64 -> !vo.iface
    %21 = vo.iface.make %15 as @type.bool : i64 -> !vo.iface
    %22 = vo.iface.make %16 as @type.bool : i64 -> !vo.iface
    vo.print newline %18, %19, %20, %21, %22 : !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface
    %c0_i64_9 = arith.constant 0 : i64
    cf.br ^bb8(%c0_i64_9 : i64)
  ^bb8(%23: i64):  // 2 preds: ^bb7, ^bb9
    %c5000_i64_10 = arith.constant 5000 : i64
    %24 = arith.cmpi slt, %23, %c5000_i64_10 : i64
    %25 = arith.extui %24 : i1 to i64
    %c0_i64_11 = arith.constant 0 : i64
    %26 = arith.cmpi eq, %25, %c0_i64_11 : i64
    cf.cond_br %26, ^bb10, ^bb9
  ^bb9:  // pred: ^bb8
    %c7919_i64_12 = arith.constant 7919 : i64
    %27 = arith.muli %23, %c7919_i64_12 : i64
    %c10007_i64_13 = arith.constant 10007 : i64
    %28 = vo.rem_s %27, %c10007_i64_13
    %c1_i64_14 = arith.constant 1 : i64
    vo.map.delete %0[%28] : !vo.map<i64, i64>, i64
    %c2_i64_15 = arith.constant 2 : i64
    %29 = arith.addi %23, %c2_i64_15 : i64
    cf.br ^bb8(%29 : i64)
  ^bb10:  // pred: ^bb8
    %30 = vo.map.len %0 : !vo.map<i64, i64>
    %31 = vo.iface.make %30 as @type.int : i64 -> !vo.iface
    %c7919_i64_16 = arith.constant 7919 : i64
    %c65538_i64 = arith.constant 65538 : i64
    %values_17, %found_18 = vo.map.get %0[%c7919_i64_16] : !vo.map<i64, i64>, i64 -> i64
    %32 = vo.iface.make %values_17 as @type.int : i64 -> !vo.iface
    %c65538_i64_19 = arith.constant 65538 : i64
    %c0_i64_20 = arith.constant 0 : i64
    %values_21, %found_22 = vo.map.get %0[%c0_i64_20] : !vo.map<i64, i64>, i64 -> i64
    %33 = vo.iface.make %values_21 as @type.int : i64 -> !vo.iface
    vo.print newline %31, %32, %33 : !vo.iface, !vo.iface, !vo.iface
    vo.return
  }
  vo.func private @texts() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c73014444050_i64 = arith.constant 73014444050 : i64
    %c17_i64 = arith.constant 17 : i64
    %0 = vo.map.new : !vo.map<!vo.string, !vo.slice<!vo.string>>
    %c17_i64_0 = arith.constant 17 : i64
    %c7_i64 = arith.constant 7 : i64
    %c7_i64_1 = arith.constant 7 : i64
    %1 = vo.slice.new %c7_i64, %c7_i64_1 : !vo.slice<!vo.string>
    %2 = vo.string.const "a"
    %c0_i64 = arith.constant 0 : i64
    vo.slice.set %1[%c0_i64], %2 : !vo.slice<!vo.string>, !vo.string
    %3 = vo.string.const "bb"
    %c1_i64 = arith.constant 1 : i64
    vo.slice.set %1[%c1_i64], %3 : !vo.slice<!vo.string>, !vo.string
    %4 = vo.string.const "a"
    %c2_i64 = arith.constant 2 : i64
    vo.slice.set %1[%c2_i64], %4 : !vo.slice<!vo.string>, !vo.string
    %5 = vo.string.const "ccc"
    %c3_i64 = arith.constant 3 : i64
    vo.slice.set %1[%c3_i64], %5 : !vo.slice<!vo.string>, !vo.string
    %6 = vo.string.const "bb"
    %c4_i64 = arith.constant 4 : i64
    vo.slice.set %1[%c4_i64], %6 : !vo.slice<!vo.string>, !vo.string
    %7 = vo.string.const "a"
    %c5_i64 = arith.constant 5 : i64
    vo.slice.set %1[%c5_i64], %7 : !vo.slice<!vo.string>, !vo.string
    %c6_i64 = arith.constant 6 : i64
    %8 = vo.zero : !vo.string
    vo.slice.set %1[%c6_i64], %8 : !vo.slice<!vo.string>, !vo.string
    %9 = vo.slice.len %1 : !vo.slice<!vo.string>
    %c0_i64_2 = arith.constant 0 : i64
    %10 = arith.cmpi slt, %c0_i64_2, %9 : i64
    %11 = arith.extui %10 : i1 to i64
    %c0_i64_3 = arith.constant 0 : i64
    %12 = arith.cmpi eq, %11, %c0_i64_3 : i64
    cf.cond_br %12, ^bb4, ^bb2
  ^bb2:  // pred: ^bb1
    %c0_i64_4 = arith.constant 0 : i64
    cf.br ^bb3(%c0_i64_4 : i64)
  ^bb3(%13: i64):  // 2 preds: ^bb2, ^bb3
    %14 = vo.slice.get %1[%13] : !vo.slice<!vo.string> -> !vo.string
    %15 = vo.call @garbage() : () -> i64
    %c65538_i64 = arith.constant 65538 : i64
    %values, %found = vo.map.get %0[%14] : !vo.map<!vo.string, !vo.slice<!vo.string>>, !vo.string -> !vo.slice<!vo.string>
    %c48_i64 = arith.constant 48 : i64
    %16 = arith.addi %c48_i64, %13 : i64
    %17 = arith.trunci %16 : i64 to i32
    %18 = arith.extsi %17 : i32 to i64
    %19 = vo.string.from_int %18 : i64 to !vo.string
    %20 = vo.string.concat %14, %19
    %c17_i64_5 = arith.constant 17 : i64
    %21 = vo.append %values, %20 : !vo.slice<!vo.string>, !vo.string
    %c257_i64 = arith.constant 257 : i64
    vo.map.set %0[%14], %21 : !vo.map<!vo.string, !vo.slice<!vo.string>>, !vo.string -> !vo.slice<!vo.string>
    %c1_i64_6 = arith.constant 1 : i64
    %22 = arith.addi %13, %c1_i64_6 : i64
    %23 = arith.cmpi slt, %22, %9 : i64
    cf.cond_br %23, ^bb3(%22 : i64), ^bb4
  ^bb4:  // 2 preds: ^bb1, ^bb3
    %c17_i64_7 = arith.constant 17 : i64
    %c5_i64_8 = arith.constant 5 : i64
    %c5_i64_9 = arith.constant 5 : i64
    %24 = vo.slice.new %c5_i64_8, %c5_i64_9 : !vo.slice<!vo.string>
    %25 = vo.string.const "a"
    %c0_i64_10 = arith.constant 0 : i64
    vo.slice.set %24[%c0_i64_10], %25 : !vo.slice<!vo.string>, !vo.string
    %26 = vo.string.const "bb"
    %c1_i64_11 = arith.constant 1 : i64
    vo.slice.set %24[%c1_i64_11], %26 : !vo.slice<!vo.string>, !vo.string
    %27 = vo.string.const "ccc"
    %c2_i64_12 = arith.constant 2 : i64
    vo.slice.set %24[%c2_i64_12], %27 : !vo.slice<!vo.string>, !vo.string
    %c3_i64_13 = arith.constant 3 : i64
    %28 = vo.zero : !vo.string
    vo.slice.set %24[%c3_i64_13], %28 : !vo.slice<!vo.string>, !vo.string
    %29 = vo.string.const "none"
    %c4_i64_14 = arith.constant 4 : i64
    vo.slice.set %24[%c4_i64_14], %29 : !vo.slice<!vo.string>, !vo.string
    %30 = vo.slice.len %24 : !vo.slice<!vo.string>
    %c0_i64_15 = arith.constant 0 : i64
    %31 = arith.cmpi slt, %c0_i64_15, %30 : i64
    %32 = arith.extui %31 : i1 to i64
    %c0_i64_16 = arith.constant 0 : i64
    %33 = arith.cmpi eq, %32, %c0_i64_16 : i64
    cf.cond_br %33, ^bb7, ^bb5
  ^bb5:  // pred: ^bb4
    %c0_i64_17 = arith.constant 0 : i64
    cf.br ^bb6(%c0_i64_17 : i64)
  ^bb6(%34: i64):  // 2 preds: ^bb5, ^bb6
    %35 = vo.slice.get %24[%34] : !vo.slice<!vo.string> -> !vo.string
    %c65538_i64_18 = arith.constant 65538 : i64
    %values_19, %found_20 = vo.map.get %0[%35] : !vo.map<!vo.string, !vo.slice<!vo.string>>, !vo.string -> !vo.slice<!vo.string>
    %36 = vo.slice.len %values_19 : !vo.slice<!vo.string>
    %37 = vo.iface.make %36 as @type.int : i64 -> !vo.iface
    %38 = vo.map.len %0 : !vo.map<!vo.string, !vo.slice<!vo.string>>
    %39 = vo.iface.make %38 as @type.int : i64 -> !vo.iface
    vo.print newline %37, %39 : !vo.iface, !vo.iface
    %c1_i64_21 = arith.constant 1 : i64
    %40 = arith.addi %34, %c1_i64_21 : i64
    %41 = arith.cmpi slt, %40, %30 : i64
    cf.cond_br %41, ^bb6(%40 : i64), ^bb7
  ^bb7:  // 2 preds: ^bb4, ^bb6
    %42 = vo.string.const "a"
    %c65538_i64_22 = arith.constant 65538 : i64
    %values_23, %found_24 = vo.map.get %0[%42] : !vo.map<!vo.string, !vo.slice<!vo.string>>, !vo.string -> !vo.slice<!vo.string>
    %c2_i64_25 = arith.constant 2 : i64
    %43 = vo.slice.get %values_23[%c2_i64_25] : !vo.slice<!vo.string> -> !vo.string
    %44 = vo.new(%43 : !vo.string) {immutable} : !vo.box<!vo.string>
    %45 = vo.iface.make %44 as @type.string : !vo.box<!vo.string> -> !vo.iface
    %46 = vo.string.const "bb"
    %c65538_i64_26 = arith.constant 65538 : i64
    %values_27, %found_28 = vo.map.get %0[%46] : !vo.map<!vo.string, !vo.slice<!vo.string>>, !vo.string -> !vo.slice<!vo.string>
    %c1_i64_29 = arith.constant 1 : i64
    %47 = vo.slice.get %values_27[%c1_i64_29] : !vo.slice<!vo.string> -> !vo.string
    %48 = vo.new(%47 : !vo.string) {immutable} : !vo.box<!vo.string>
    %49 = vo.iface.make %48 as @type.string : !vo.box<!vo.string> -> !vo.iface
    vo.print newline %45, %49 : !vo.iface, !vo.iface
    vo.return
  }
  vo.func private @structs() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c4462471021839_i64 = arith.constant 4462471021839 : i64
    %c42_i64 = arith.constant 42 : i64
    %0 = vo.map.new : !vo.map<@layout, @main.point>
    %c100_i64 = arith.constant 100 : i64
    %c0_i64 = arith.constant 0 : i64
    %1 = arith.cmpi slt, %c0_i64, %c100_i64 : i64
    %2 = arith.extui %1 : i1 to i64
    %c0_i64_0 = arith.constant 0 : i64
    %3 = arith.cmpi eq, %2, %c0_i64_0 : i64
    cf.cond_br %3, ^bb4, ^bb2
  ^bb2:  // pred: ^bb1
    %c0_i64_1 = arith.constant 0 : i64
    cf.br ^bb3(%c0_i64_1 : i64)
  ^bb3(%4: i64):  // 2 preds: ^bb2, ^bb3
    %c97_i64 = arith.constant 97 : i64
    %c26_i64 = arith.constant 26 : i64
    %5 = vo.rem_s %4, %c26_i64
    %6 = arith.addi %c97_i64, %5 : i64
    %7 = arith.trunci %6 : i64 to i32
    %8 = arith.extsi %7 : i32 to i64
    %9 = vo.string.from_int %8 : i64 to !vo.string
    %c3_i64 = arith.constant 3 : i64
    %10 = vo.rem_s %4, %c3_i64
    %c5_i64 = arith.constant 5 : i64
    %11 = vo.rem_s %4, %c5_i64
    %c2_i64 = arith.constant 2 : i64
    %12 = vo.rem_s %4, %c2_i64
    %13 = vo.iface.make %12 as @type.int : i64 -> !vo.iface
    %c0_i64_2 = arith.constant 0 : i64
    %14 = arith.subi %c0_i64_2, %4 : i64
    %c1282_i64 = arith.constant 1282 : i64
    vo.map.set %0[%9, %10, %11, %13], %4, %14 : !vo.map<@layout, @main.point>, !vo.string, i64, i64, !vo.iface -> i64, i64
    %c1_i64 = arith.constant 1 : i64
    %15 = arith.addi %4, %c1_i64 : i64
    %16 = arith.cmpi slt, %15, %c100_i64 : i64
    cf.cond_br %16, ^bb3(%15 : i64), ^bb4
  ^bb4:  // 2 preds: ^bb1, ^bb3
    %17 = vo.string.const "b"
    %c1_i64_3 = arith.constant 1 : i64
    %c1_i64_4 = arith.constant 1 : i64
    %c1_i64_5 = arith.constant 1 : i64
    %18 = vo.iface.make %c1_i64_5 as @type.int : i64 -> !vo.iface
    %c327685_i64 = arith.constant 327685 : i64
    %values:2, %found = vo.map.get %0[%17, %c1_i64_3, %c1_i64_4, %18] : !vo.map<@layout, @main.point>, !vo.string, i64, i64, !vo.iface -> i64, i64
    %19 = arith.extui %found : i1 to i64
    %20 = vo.string.const "b"
    %c1_i64_6 = arith.constant 1 : i64
    %c1_i64_7 = arith.constant 1 : i64
    %21 = vo.string.const "1"
    %22 = vo.new(%21 : !vo.string) {immutable} : !vo.box<!vo.string>
    %23 = vo.iface.make %22 as @type.string : !vo.box<!vo.string> -> !vo.iface
    %c327685_i64_8 = arith.constant 327685 : i64
    %values_9:2, %found_10 = vo.map.get %0[%20, %c1_i64_6, %c1_i64_7, %23] : !vo.map<@layout, @main.point>, !vo.string, i64, i64, !vo.iface -> i64, i64
    %24 = arith.extui %found_10 : i1 to i64
    %25 = vo.map.len %0 : !vo.map<@layout, @main.point>
    %26 = vo.iface.make %25 as @type.int : i64 -> !vo.iface
    %27 = vo.iface.make %values#0 as @type.int : i64 -> !vo.iface
    %28 = vo.iface.make %values#1 as @type.int : i64 -> !vo.iface
    %29 = vo.iface.make %19 as @type.bool : i64 -> !vo.iface
    %30 = vo.iface.make %values_9#0 as @type.int : i64 -> !vo.iface
    %31 = vo.iface.make %24 as @type.bool : i64 -> !vo.iface
    vo.print newline %26, %27, %28, %29, %30, %31 : !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface
    vo.return
  }
  vo.func private @arrays() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c48438641164305_i64 = arith.constant 48438641164305 : i64
    %c44_i64 = arith.constant 44 : i64
    %0 = vo.map.new : !vo.map<3 x si8, !vo.string>
    %c1_i64 = arith.constant 1 : i64
    %c-2_i64 = arith.constant -2 : i64
    %c3_i64 = arith.constant 3 : i64
    %1 = vo.string.const "x"
    %c769_i64 = arith.constant 769 : i64
    vo.map.set %0[%c1_i64, %c-2_i64, %c3_i64], %1 : !vo.map<3 x si8, !vo.string>, i64, i64, i64 -> !vo.string
    %c1_i64_0 = arith.constant 1 : i64
    %c-2_i64_1 = arith.constant -2 : i64
    %c4_i64 = arith.constant 4 : i64
    %2 = vo.string.const "y"
    %c769_i64_2 = arith.constant 769 : i64
    vo.map.set %0[%c1_i64_0, %c-2_i64_1, %c4_i64], %2 : !vo.map<3 x si8, !vo.string>, i64, i64, i64 -> !vo.string
    %c1_i64_3 = arith.constant 1 : i64
    %c-2_i64_4 = arith.constant -2 : i64
    %c3_i64_5 = arith.constant 3 : i64
    %c196610_i64 = arith.constant 196610 : i64
    %values, %found = vo.map.get %0[%c1_i64_3, %c-2_i64_4, %c3_i64_5] : !vo.map<3 x si8, !vo.string>, i64, i64, i64 -> !vo.string
    %3 = vo.new(%values : !vo.string) {immutable} : !vo.box<!vo.string>
    %4 = vo.iface.make %3 as @type.string : !vo.box<!vo.string> -> !vo.iface
    %c1_i64_6 = arith.constant 1 : i64
    %c-2_i64_7 = arith.constant -2 : i64
    %c4_i64_8 = arith.constant 4 : i64
    %c196610_i64_9 = arith.constant 196610 : i64
    %values_10, %found_11 = vo.map.get %0[%c1_i64_6, %c-2_i64_7, %c4_i64_8] : !vo.map<3 x si8, !vo.string>, i64, i64, i64 -> !vo.string
    %5 = vo.new(%values_10 : !vo.string) {immutable} : !vo.box<!vo.string>
    %6 = vo.iface.make %5 as @type.string : !vo.box<!vo.string> -> !vo.iface
    %c196610_i64_12 = arith.constant 196610 : i64
    %c0_i64 = arith.constant 0 : i64
    %c0_i64_13 = arith.constant 0 : i64
    %c0_i64_14 = arith.constant 0 : i64
    %values_15, %found_16 = vo.map.get %0[%c0_i64, %c0_i64_13, %c0_i64_14] : !vo.map<3 x si8, !vo.string>, i64, i64, i64 -> !vo.string
    %7 = vo.zero : !vo.string
    %8 = vo.string.cmp  eq %values_15, %7
    %9 = arith.extui %8 : i1 to i64
    %10 = vo.iface.make %9 as @type.bool : i64 -> !vo.iface
    %11 = vo.map.len %0 : !vo.map<3 x si8, !vo.string>
    %12 = vo.iface.make %11 as @type.int : i64 -> !vo.iface
    vo.print newline %4, %6, %10, %12 : !vo.iface, !vo.iface, !vo.iface, !vo.iface
    %c49538152792066_i64 = arith.constant 49538152792066 : i64
    %c45_i64 = arith.constant 45 : i64
    %13 = vo.map.new : !vo.map<2 x !vo.string, i64>
    %14 = vo.string.const "a"
    %15 = vo.string.const "b"
    %c1_i64_17 = arith.constant 1 : i64
    %c513_i64 = arith.constant 513 : i64
    vo.map.set %13[%14, %15], %c1_i64_17 : !vo.map<2 x !vo.string, i64>, !vo.string, !vo.string -> i64
    %16 = vo.string.const "ab"
    %c2_i64 = arith.constant 2 : i64
    %c513_i64_18 = arith.constant 513 : i64
    %17 = vo.zero : !vo.string
    vo.map.set %13[%16, %17], %c2_i64 : !vo.map<2 x !vo.string, i64>, !vo.string, !vo.string -> i64
    %18 = vo.string.const "a"
    %19 = vo.string.const "b"
    %c131074_i64 = arith.constant 131074 : i64
    %values_19, %found_20 = vo.map.get %13[%18, %19] : !vo.map<2 x !vo.string, i64>, !vo.string, !vo.string -> i64
    %20 = vo.iface.make %values_19 as @type.int : i64 -> !vo.iface
    %21 = vo.string.const "ab"
    %c131074_i64_21 = arith.constant 131074 : i64
    %22 = vo.zero : !vo.string
    %values_22, %found_23 = vo.map.get %13[%21, %22] : !vo.map<2 x !vo.string, i64>, !vo.string, !vo.string -> i64
    %23 = vo.iface.make %values_22 as @type.int : i64 -> !vo.iface
    %24 = vo.string.const "ab"
    %c131074_i64_24 = arith.constant 131074 : i64
    %25 = vo.zero : !vo.string
    %values_25, %found_26 = vo.map.get %13[%25, %24] : !vo.map<2 x !vo.string, i64>, !vo.string, !vo.string -> i64
    %26 = vo.iface.make %values_25 as @type.int : i64 -> !vo.iface
    vo.print newline %20, %23, %26 : !vo.iface, !vo.iface, !vo.iface
    vo.return
  }
  vo.func private @narrow() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c12884901896_i64 = arith.constant 12884901896 : i64
    %c3_i64 = arith.constant 3 : i64
    %0 = vo.map.new : !vo.map<i64, i64>
    %c-1_i64 = arith.constant -1 : i64
    %c255_i64 = arith.constant 255 : i64
    %c257_i64 = arith.constant 257 : i64
    vo.map.set %0[%c-1_i64], %c255_i64 : !vo.map<i64, i64>, i64 -> i64
    %c127_i64 = arith.constant 127 : i64
    %c1_i64 = arith.constant 1 : i64
    %c257_i64_0 = arith.constant 257 : i64
    vo.map.set %0[%c127_i64], %c1_i64 : !vo.map<i64, i64>, i64 -> i64
    %c4294967308_i64 = arith.constant 4294967308 : i64
    %c1_i64_1 = arith.constant 1 : i64
    %1 = vo.map.new : !vo.map<i64, f32>
    %c1_i64_2 = arith.constant 1 : i64
    %cst = arith.constant 1.500000e+00 : f64
    %2 = arith.truncf %cst : f64 to f32
    %c257_i64_3 = arith.constant 257 : i64
    vo.map.set %1[%c1_i64_2], %2 : !vo.map<i64, f32>, i64 -> f32
    %c55834574850_i64 = arith.constant 55834574850 : i64
    %c13_i64 = arith.constant 13 : i64
    %3 = vo.map.new : !vo.map<f64, i64>
    %c1_i64_4 = arith.constant 1 : i64
    %c257_i64_5 = arith.constant 257 : i64
    %cst_6 = arith.constant 0.000000e+00 : f64
    vo.map.set %3[%cst_6], %c1_i64_4 : !vo.map<f64, i64>, f64 -> i64
    %cst_7 = arith.constant 1.500000e+00 : f64
    %c2_i64 = arith.constant 2 : i64
    %c257_i64_8 = arith.constant 257 : i64
    vo.map.set %3[%cst_7], %c2_i64 : !vo.map<f64, i64>, f64 -> i64
    %cst_9 = arith.constant 0.000000e+00 : f64
    %4 = arith.negf %cst_9 : f64
    %c3_i64_10 = arith.constant 3 : i64
    %c257_i64_11 = arith.constant 257 : i64
    vo.map.set %3[%4], %c3_i64_10 : !vo.map<f64, i64>, f64 -> i64
    %cst_12 = arith.constant 0.000000e+00 : f64
    %cst_13 = arith.constant 0.000000e+00 : f64
    %5 = arith.divf %cst_12, %cst_13 : f64
    %c4_i64 = arith.constant 4 : i64
    %c257_i64_14 = arith.constant 257 : i64
    vo.map.set %3[%5], %c4_i64 : !vo.map<f64, i64>, f64 -> i64
    %c5_i64 = arith.constant 5 : i64
    %c257_i64_15 = arith.constant 257 : i64
    vo.map.set %3[%5], %c5_i64 : !vo.map<f64, i64>, f64 -> i64
    %c65539_i64 = arith.constant 65539 : i64
    %values, %found = vo.map.get %3[%5] : !vo.map<f64, i64>, f64 -> i64
    %6 = arith.extui %found : i1 to i64
    %c-1_i64_16 = arith.constant -1 : i64
    %c65538_i64 = arith.constant 65538 : i64
    %values_17, %found_18 = vo.map.get %0[%c-1_i64_16] : !vo.map<i64, i64>, i64 -> i64
    %7 = vo.iface.make %values_17 as @type.uint8 : i64 -> !vo.iface
    %c127_i64_19 = arith.constant 127 : i64
    %c65538_i64_20 = arith.constant 65538 : i64
    %values_21, %found_22 = vo.map.get %0[%c127_i64_19] : !vo.map<i64, i64>, i64 -> i64
    %8 = vo.iface.make %values_21 as @type.uint8 : i64 -> !vo.iface
    %c65538_i64_23 = arith.constant 65538 : i64
    %c0_i64 = arith.constant 0 : i64
    %values_24, %found_25 = vo.map.get %0[%c0_i64] : !vo.map<i64, i64>, i64 -> i64
    %9 = vo.iface.make %values_24 as @type.uint8 : i64 -> !vo.iface
    %c1_i64_26 = arith.constant 1 : i64
    %c65538_i64_27 = arith.constant 65538 : i64
    %values_28, %found_29 = vo.map.get %1[%c1_i64_26] : !vo.map<i64, f32>, i64 -> f32
    %10 = vo.iface.make %values_28 as @type.float32 : f32 -> !vo.iface
    %c65538_i64_30 = arith.constant 65538 : i64
    %c0_i64_31 = arith.constant 0 : i64
    %values_32, %found_33 = vo.map.get %1[%c0_i64_31] : !vo.map<i64, f32>, i64 -> f32
    %11 = vo.iface.make %values_32 as @type.float32 : f32 -> !vo.iface
    %c65538_i64_34 = arith.constant 65538 : i64
    %cst_35 = arith.constant 0.000000e+00 : f64
    %values_36, %found_37 = vo.map.get %3[%cst_35] : !vo.map<f64, i64>, f64 -> i64
    %12 = vo.iface.make %values_36 as @type.int : i64 -> !vo.iface
    %13 = vo.map.len %3 : !vo.map<f64, i64>
    %14 = vo.iface.make %13 as @type.int : i64 -> !vo.iface
    %15 = vo.iface.make %6 as @type.bool : i64 -> !vo.iface
    vo.print newline %7, %8, %9, %10, %11, %12, %14, %15 : !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface
    %16 = vo.map.iter %0 : !vo.map<i64, i64>
    cf.br ^bb2
  ^bb2:  // 2 preds: ^bb1, ^bb3
    %values_38:2, %more = vo.map.next %16 : !vo.map_iter<i64, i64> -> i64, i64
    %17 = arith.extui %more : i1 to i64
    %c0_i64_39 = arith.constant 0 : i64
    %18 = arith.cmpi eq, %17, %c0_i64_39 : i64
    cf.cond_br %18, ^bb4, ^bb3
  ^bb3:  // pred: ^bb2
    %19 = vo.iface.make %values_38#0 as @type.int8 : i64 -> !vo.iface
    %20 = vo.iface.make %values_38#1 as @type.uint8 : i64 -> !vo.iface
    vo.print newline %19, %20 : !vo.iface, !vo.iface
    cf.br ^bb2
  ^bb4:  // pred: ^bb2
    vo.return
  }
  vo.func private @references() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c1302_i64 = arith.constant 1302 : i64
    %c3_i64 = arith.constant 3 : i64
    %c3_i64_0 = arith.constant 3 : i64
    %0 = vo.slice.new %c3_i64, %c3_i64_0 : !vo.slice<!vo.ptr<@main.point>>
    %c1_i64 = arith.constant 1 : i64
    %c1_i64_1 = arith.constant 1 : i64
    %c1295_i64 = arith.constant 1295 : i64
    %1 = vo.new : !vo.ptr<@main.point>
    vo.store %1, %c1_i64, %c1_i64_1 : !vo.ptr<@main.point>, i64, i64
    %c0_i64 = arith.constant 0 : i64
    vo.slice.set %0[%c0_i64], %1 : !vo.slice<!vo.ptr<@main.point>>, !vo.ptr<@main.point>
    %c2_i64 = arith.constant 2 : i64
    %c2_i64_2 = arith.constant 2 : i64
    %c1295_i64_3 = arith.constant 1295 : i64
    %2 = vo.new : !vo.ptr<@main.point>
    vo.store %2, %c2_i64, %c2_i64_2 : !vo.ptr<@main.point>, i64, i64
    %c1_i64_4 = arith.constant 1 : i64
    vo.slice.set %0[%c1_i64_4], %2 : !vo.slice<!vo.ptr<@main.point>>, !vo.ptr<@main.point>
    %c3_i64_5 = arith.constant 3 : i64
    %c3_i64_6 = arith.constant 3 : i64
    %c1295_i64_7 = arith.constant 1295 : i64
    %3 = vo.new : !vo.ptr<@main.point>
    vo.store %3, %c3_i64_5, %c3_i64_6 : !vo.ptr<@main.point>, i64, i64
    %c2_i64_8 = arith.constant 2 : i64
    vo.slice.set %0[%c2_i64_8], %3 : !vo.slice<!vo.ptr<@main.point>>, !vo.ptr<@main.point>
    %c5592047419409_i64 = arith.constant 5592047419409 : i64
    %c46_i64 = arith.constant 46 : i64
    %4 = vo.map.new : !vo.map<!vo.ptr<@main.point>, !vo.string>
    %5 = vo.slice.len %0 : !vo.slice<!vo.ptr<@main.point>>
    %c0_i64_9 = arith.constant 0 : i64
    %6 = arith.cmpi slt, %c0_i64_9, %5 : i64
    %7 = arith.extui %6 : i1 to i64
    %c0_i64_10 = arith.constant 0 : i64
    %8 = arith.cmpi eq, %7, %c0_i64_10 : i64
    cf.cond_br %8, ^bb4, ^bb2
  ^bb2:  // pred: ^bb1
    %c0_i64_11 = arith.constant 0 : i64
    cf.br ^bb3(%c0_i64_11 : i64)
  ^bb3(%9: i64):  // 2 preds: ^bb2, ^bb3
    %10 = vo.slice.get %0[%9] : !vo.slice<!vo.ptr<@main.point>> -> !vo.ptr<@main.point>
    %c97_i64 = arith.constant 97 : i64
    %11 = arith.addi %c97_i64, %9 : i64
    %12 = arith.trunci %11 : i64 to i32
    %13 = arith.extsi %12 : i32 to i64
    %14 = vo.string.from_int %13 : i64 to !vo.string
    %c257_i64 = arith.constant 257 : i64
    vo.map.set %4[%10], %14 : !vo.map<!vo.ptr<@main.point>, !vo.string>, !vo.ptr<@main.point> -> !vo.string
    %c1_i64_12 = arith.constant 1 : i64
    %15 = arith.addi %9, %c1_i64_12 : i64
    %16 = arith.cmpi slt, %15, %5 : i64
    cf.cond_br %16, ^bb3(%15 : i64), ^bb4
  ^bb4:  // 2 preds: ^bb1, ^bb3
    %c10_i64 = arith.constant 10 : i64
    %c0_i64_13 = arith.constant 0 : i64
    %17 = arith.cmpi slt, %c0_i64_13, %c10_i64 : i64
    %18 = arith.extui %17 : i1 to i64
    %c0_i64_14 = arith.constant 0 : i64
    %19 = arith.cmpi eq, %18, %c0_i64_14 : i64
    cf.cond_br %19, ^bb7, ^bb5
  ^bb5:  // pred: ^bb4
    %c0_i64_15 = arith.constant 0 : i64
    cf.br ^bb6(%c0_i64_15 : i64)
  ^bb6(%20: i64):  // 2 preds: ^bb5, ^bb6
    %21 = vo.call @garbage() : () -> i64
    %c1295_i64_16 = arith.constant 1295 : i64
    %22 = vo.new : !vo.ptr<@main.point>
    vo.store %22, %20, %20 : !vo.ptr<@main.point>, i64, i64
    %23 = vo.string.const "other"
    %c257_i64_17 = arith.constant 257 : i64
    vo.map.set %4[%22], %23 : !vo.map<!vo.ptr<@main.point>, !vo.string>, !vo.ptr<@main.point> -> !vo.string
    %c1_i64_18 = arith.constant 1 : i64
    %24 = arith.addi %20, %c1_i64_18 : i64
    %25 = arith.cmpi slt, %24, %c10_i64 : i64
    cf.cond_br %25, ^bb6(%24 : i64), ^bb7
  ^bb7:  // 2 preds: ^bb4, ^bb6
    %c0_i64_19 = arith.constant 0 : i64
    %26 = vo.slice.get %0[%c0_i64_19] : !vo.slice<!vo.ptr<@main.point>> -> !vo.ptr<@main.point>
    %c65538_i64 = arith.constant 65538 : i64
    %values, %found = vo.map.get %4[%26] : !vo.map<!vo.ptr<@main.point>, !vo.string>, !vo.ptr<@main.point> -> !vo.string
    %27 = vo.new(%values : !vo.string) {immutable} : !vo.box<!vo.string>
    %28 = vo.iface.make %27 as @type.string : !vo.box<!vo.string> -> !vo.iface
    %c1_i64_20 = arith.constant 1 : i64
    %29 = vo.slice.get %0[%c1_i64_20] : !vo.slice<!vo.ptr<@main.point>> -> !vo.ptr<@main.point>
    %c65538_i64_21 = arith.constant 65538 : i64
    %values_22, %found_23 = vo.map.get %4[%29] : !vo.map<!vo.ptr<@main.point>, !vo.string>, !vo.ptr<@main.point> -> !vo.string
    %30 = vo.new(%values_22 : !vo.string) {immutable} : !vo.box<!vo.string>
    %31 = vo.iface.make %30 as @type.string : !vo.box<!vo.string> -> !vo.iface
    %c2_i64_24 = arith.constant 2 : i64
    %32 = vo.slice.get %0[%c2_i64_24] : !vo.slice<!vo.ptr<@main.point>> -> !vo.ptr<@main.point>
    %c65538_i64_25 = arith.constant 65538 : i64
    %values_26, %found_27 = vo.map.get %4[%32] : !vo.map<!vo.ptr<@main.point>, !vo.string>, !vo.ptr<@main.point> -> !vo.string
    %33 = vo.new(%values_26 : !vo.string) {immutable} : !vo.box<!vo.string>
    %34 = vo.iface.make %33 as @type.string : !vo.box<!vo.string> -> !vo.iface
    %35 = vo.map.len %4 : !vo.map<!vo.ptr<@main.point>, !vo.string>
    %36 = vo.iface.make %35 as @type.int : i64 -> !vo.iface
    %c65538_i64_28 = arith.constant 65538 : i64
    %37 = vo.zero : !vo.ptr<@main.point>
    %values_29, %found_30 = vo.map.get %4[%37] : !vo.map<!vo.ptr<@main.point>, !vo.string>, !vo.ptr<@main.point> -> !vo.string
    %38 = vo.zero : !vo.string
    %39 = vo.string.cmp  eq %values_29, %38
    %40 = arith.extui %39 : i1 to i64
    %41 = vo.iface.make %40 as @type.bool : i64 -> !vo.iface
    vo.print newline %28, %31, %34, %36, %41 : !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface
    vo.return
  }
  vo.func private @interfaces() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c68719476738_i64 = arith.constant 68719476738 : i64
    %c20_i64 = arith.constant 20 : i64
    %0 = vo.map.new : !vo.map<!vo.iface, i64>
    %c1_i64 = arith.constant 1 : i64
    %1 = vo.iface.make %c1_i64 as @type.int : i64 -> !vo.iface
    %c1_i64_0 = arith.constant 1 : i64
    %c513_i64 = arith.constant 513 : i64
    vo.map.set %0[%1], %c1_i64_0 : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %2 = vo.string.const "1"
    %3 = vo.new(%2 : !vo.string) {immutable} : !vo.box<!vo.string>
    %4 = vo.iface.make %3 as @type.string : !vo.box<!vo.string> -> !vo.iface
    %c2_i64 = arith.constant 2 : i64
    %c513_i64_1 = arith.constant 513 : i64
    vo.map.set %0[%4], %c2_i64 : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %cst = arith.constant 1.000000e+00 : f64
    %5 = vo.iface.make %cst as @type.float64 : f64 -> !vo.iface
    %c3_i64 = arith.constant 3 : i64
    %c513_i64_2 = arith.constant 513 : i64
    vo.map.set %0[%5], %c3_i64 : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %c1_i64_3 = arith.constant 1 : i64
    %c1_i64_4 = arith.constant 1 : i64
    %c1295_i64 = arith.constant 1295 : i64
    %6 = vo.new : !vo.ptr<@main.point>
    vo.store %6, %c1_i64_3, %c1_i64_4 : !vo.ptr<@main.point>, i64, i64
    %7 = vo.clone %6 : !vo.ptr<@main.point>
    %8 = vo.iface.make %7 as @type.main.point : !vo.ptr<@main.point> -> !vo.iface
    %c4_i64 = arith.constant 4 : i64
    %c513_i64_5 = arith.constant 513 : i64
    vo.map.set %0[%8], %c4_i64 : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %9 = vo.string.const "1"
    %10 = vo.new(%9 : !vo.string) {immutable} : !vo.box<!vo.string>
    %11 = vo.iface.make %10 as @type.main.named : !vo.box<!vo.string> -> !vo.iface
    %c5_i64 = arith.constant 5 : i64
    %c513_i64_6 = arith.constant 513 : i64
    vo.map.set %0[%11], %c5_i64 : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %c6_i64 = arith.constant 6 : i64
    %c513_i64_7 = arith.constant 513 : i64
    %12 = vo.zero : !vo.iface
    vo.map.set %0[%12], %c6_i64 : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %c1_i64_8 = arith.constant 1 : i64
    %13 = vo.iface.make %c1_i64_8 as @type.bool : i64 -> !vo.iface
    %c7_i64 = arith.constant 7 : i64
    %c513_i64_9 = arith.constant 513 : i64
    vo.map.set %0[%13], %c7_i64 : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %c1_i64_10 = arith.constant 1 : i64
    %14 = vo.iface.make %c1_i64_10 as @type.int : i64 -> !vo.iface
    %c131074_i64 = arith.constant 131074 : i64
    %values, %found = vo.map.get %0[%14] : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %15 = vo.iface.make %values as @type.int : i64 -> !vo.iface
    %16 = vo.string.const "1"
    %17 = vo.new(%16 : !vo.string) {immutable} : !vo.box<!vo.string>
    %18 = vo.iface.make %17 as @type.string : !vo.box<!vo.string> -> !vo.iface
    %c131074_i64_11 = arith.constant 131074 : i64
    %values_12, %found_13 = vo.map.get %0[%18] : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %19 = vo.iface.make %values_12 as @type.int : i64 -> !vo.iface
    %cst_14 = arith.constant 1.000000e+00 : f64
    %20 = vo.iface.make %cst_14 as @type.float64 : f64 -> !vo.iface
    %c131074_i64_15 = arith.constant 131074 : i64
    %values_16, %found_17 = vo.map.get %0[%20] : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %21 = vo.iface.make %values_16 as @type.int : i64 -> !vo.iface
    %c1_i64_18 = arith.constant 1 : i64
    %c1_i64_19 = arith.constant 1 : i64
    %c1295_i64_20 = arith.constant 1295 : i64
    %22 = vo.new : !vo.ptr<@main.point>
    vo.store %22, %c1_i64_18, %c1_i64_19 : !vo.ptr<@main.point>, i64, i64
    %23 = vo.clone %22 : !vo.ptr<@main.point>
    %24 = vo.iface.make %23 as @type.main.point : !vo.ptr<@main.point> -> !vo.iface
    %c131074_i64_21 = arith.constant 131074 : i64
    %values_22, %found_23 = vo.map.get %0[%24] : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %25 = vo.iface.make %values_22 as @type.int : i64 -> !vo.iface
    %26 = vo.string.const "1"
    %27 = vo.new(%26 : !vo.string) {immutable} : !vo.box<!vo.string>
    %28 = vo.iface.make %27 as @type.main.named : !vo.box<!vo.string> -> !vo.iface
    %c131074_i64_24 = arith.constant 131074 : i64
    %values_25, %found_26 = vo.map.get %0[%28] : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %29 = vo.iface.make %values_25 as @type.int : i64 -> !vo.iface
    %c131074_i64_27 = arith.constant 131074 : i64
    %30 = vo.zero : !vo.iface
    %values_28, %found_29 = vo.map.get %0[%30] : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %31 = vo.iface.make %values_28 as @type.int : i64 -> !vo.iface
    %c1_i64_30 = arith.constant 1 : i64
    %32 = vo.iface.make %c1_i64_30 as @type.bool : i64 -> !vo.iface
    %c131074_i64_31 = arith.constant 131074 : i64
    %values_32, %found_33 = vo.map.get %0[%32] : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %33 = vo.iface.make %values_32 as @type.int : i64 -> !vo.iface
    %c1_i64_34 = arith.constant 1 : i64
    %34 = vo.iface.make %c1_i64_34 as @type.int8 : i64 -> !vo.iface
    %c131074_i64_35 = arith.constant 131074 : i64
    %values_36, %found_37 = vo.map.get %0[%34] : !vo.map<!vo.iface, i64>, !vo.iface -> i64
    %35 = vo.iface.make %values_36 as @type.int : i64 -> !vo.iface
    %36 = vo.map.len %0 : !vo.map<!vo.iface, i64>
    %37 = vo.iface.make %36 as @type.int : i64 -> !vo.iface
    vo.print newline %15, %19, %21, %25, %29, %31, %33, %35, %37 : !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface, !vo.iface
    vo.return
  }
  vo.func private @values() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c73014444053_i64 = arith.constant 73014444053 : i64
    %c17_i64 = arith.constant 17 : i64
    %0 = vo.map.new : !vo.map<!vo.string, !vo.closure<(i64) -> i64>>
    %1 = vo.string.const "double"
    %2 = vo.closure.new @closure_1[] : () -> !vo.closure<(i64) -> i64>
    %c257_i64 = arith.constant 257 : i64
    vo.map.set %0[%1], %2 : !vo.map<!vo.string, !vo.closure<(i64) -> i64>>, !vo.string -> !vo.closure<(i64) -> i64>
    %3 = vo.string.const "square"
    %4 = vo.closure.new @closure_2[] : () -> !vo.closure<(i64) -> i64>
    %c257_i64_0 = arith.constant 257 : i64
    vo.map.set %0[%3], %4 : !vo.map<!vo.string, !vo.closure<(i64) -> i64>>, !vo.string -> !vo.closure<(i64) -> i64>
    %5 = vo.string.const "double"
    %c65538_i64 = arith.constant 65538 : i64
    %values, %found = vo.map.get %0[%5] : !vo.map<!vo.string, !vo.closure<(i64) -> i64>>, !vo.string -> !vo.closure<(i64) -> i64>
    %c21_i64 = arith.constant 21 : i64
    %6 = vo.closure.call %values(%c21_i64) : !vo.closure<(i64) -> i64>, (i64) -> i64
    %7 = vo.iface.make %6 as @type.int : i64 -> !vo.iface
    %8 = vo.string.const "square"
    %c65538_i64_1 = arith.constant 65538 : i64
    %values_2, %found_3 = vo.map.get %0[%8] : !vo.map<!vo.string, !vo.closure<(i64) -> i64>>, !vo.string -> !vo.closure<(i64) -> i64>
    %c5_i64 = arith.constant 5 : i64
    %9 = vo.closure.call %values_2(%c5_i64) : !vo.closure<(i64) -> i64>, (i64) -> i64
    %10 = vo.iface.make %9 as @type.int : i64 -> !vo.iface
    %11 = vo.string.const "none"
    %c65538_i64_4 = arith.constant 65538 : i64
    %values_5, %found_6 = vo.map.get %0[%11] : !vo.map<!vo.string, !vo.closure<(i64) -> i64>>, !vo.string -> !vo.closure<(i64) -> i64>
    %12 = vo.is_nil %values_5 : !vo.closure<(i64) -> i64>
    %13 = arith.extui %12 : i1 to i64
    %14 = vo.iface.make %13 as @type.bool : i64 -> !vo.iface
    vo.print newline %7, %10, %14 : !vo.iface, !vo.iface, !vo.iface
    %c8589934611_i64 = arith.constant 8589934611 : i64
    %c2_i64 = arith.constant 2 : i64
    %15 = vo.map.new : !vo.map<i64, !vo.map<!vo.string, i64>>
    %c3_i64 = arith.constant 3 : i64
    %c0_i64 = arith.constant 0 : i64
    %16 = arith.cmpi slt, %c0_i64, %c3_i64 : i64
    %17 = arith.extui %16 : i1 to i64
    %c0_i64_7 = arith.constant 0 : i64
    %18 = arith.cmpi eq, %17, %c0_i64_7 : i64
    cf.cond_br %18, ^bb4, ^bb2
  ^bb2:  // pred: ^bb1
    %c0_i64_8 = arith.constant 0 : i64
    cf.br ^bb3(%c0_i64_8 : i64)
  ^bb3(%19: i64):  // 2 preds: ^bb2, ^bb3
    %c73014444034_i64 = arith.constant 73014444034 : i64
    %c17_i64_9 = arith.constant 17 : i64
    %20 = vo.map.new : !vo.map<!vo.string, i64>
    %21 = vo.string.const "i"
    %c257_i64_10 = arith.constant 257 : i64
    vo.map.set %20[%21], %19 : !vo.map<!vo.string, i64>, !vo.string -> i64
    %c257_i64_11 = arith.constant 257 : i64
    vo.map.set %15[%19], %20 : !vo.map<i64, !vo.map<!vo.string, i64>>, i64 -> !vo.map<!vo.string, i64>
    %c65538_i64_12 = arith.constant 65538 : i64
    %values_13, %found_14 = vo.map.get %15[%19] : !vo.map<i64, !vo.map<!vo.string, i64>>, i64 -> !vo.map<!vo.string, i64>
    %22 = vo.string.const "j"
    %c65538_i64_15 = arith.constant 65538 : i64
    %values_16, %found_17 = vo.map.get %values_13[%22] : !vo.map<!vo.string, i64>, !vo.string -> i64
    %c1_i64 = arith.constant 1 : i64
    %23 = arith.addi %values_16, %c1_i64 : i64
    %c257_i64_18 = arith.constant 257 : i64
    vo.map.set %values_13[%22], %23 : !vo.map<!vo.string, i64>, !vo.string -> i64
    %c1_i64_19 = arith.constant 1 : i64
    %24 = arith.addi %19, %c1_i64_19 : i64
    %25 = arith.cmpi slt, %24, %c3_i64 : i64
    cf.cond_br %25, ^bb3(%24 : i64), ^bb4
  ^bb4:  // 2 preds: ^bb1, ^bb3
    %c2_i64_20 = arith.constant 2 : i64
    %c65538_i64_21 = arith.constant 65538 : i64
    %values_22, %found_23 = vo.map.get %15[%c2_i64_20] : !vo.map<i64, !vo.map<!vo.string, i64>>, i64 -> !vo.map<!vo.string, i64>
    %26 = vo.string.const "i"
    %c65538_i64_24 = arith.constant 65538 : i64
    %values_25, %found_26 = vo.map.get %values_22[%26] : !vo.map<!vo.string, i64>, !vo.string -> i64
    %27 = vo.iface.make %values_25 as @type.int : i64 -> !vo.iface
    %c1_i64_27 = arith.constant 1 : i64
    %c65538_i64_28 = arith.constant 65538 : i64
    %values_29, %found_30 = vo.map.get %15[%c1_i64_27] : !vo.map<i64, !vo.map<!vo.string, i64>>, i64 -> !vo.map<!vo.string, i64>
    %28 = vo.string.const "j"
    %c65538_i64_31 = arith.constant 65538 : i64
    %values_32, %found_33 = vo.map.get %values_29[%28] : !vo.map<!vo.string, i64>, !vo.string -> i64
    %29 = vo.iface.make %values_32 as @type.int : i64 -> !vo.iface
    %c7_i64 = arith.constant 7 : i64
    %c65538_i64_34 = arith.constant 65538 : i64
    %values_35, %found_36 = vo.map.get %15[%c7_i64] : !vo.map<i64, !vo.map<!vo.string, i64>>, i64 -> !vo.map<!vo.string, i64>
    %30 = vo.string.const "j"
    %c65538_i64_37 = arith.constant 65538 : i64
    %values_38, %found_39 = vo.map.get %values_35[%30] : !vo.map<!vo.string, i64>, !vo.string -> i64
    %31 = vo.iface.make %values_38 as @type.int : i64 -> !vo.iface
    %c7_i64_40 = arith.constant 7 : i64
    %c65538_i64_41 = arith.constant 65538 : i64
    %values_42, %found_43 = vo.map.get %15[%c7_i64_40] : !vo.map<i64, !vo.map<!vo.string, i64>>, i64 -> !vo.map<!vo.string, i64>
    %32 = vo.map.len %values_42 : !vo.map<!vo.string, i64>
    %33 = vo.iface.make %32 as @type.int : i64 -> !vo.iface
    vo.print newline %27, %29, %31, %33 : !vo.iface, !vo.iface, !vo.iface, !vo.iface
    %c8589936143_i64 = arith.constant 8589936143 : i64
    %c2_i64_44 = arith.constant 2 : i64
    %34 = vo.map.new : !vo.map<i64, @nothing>
    %c1_i64_45 = arith.constant 1 : i64
    %c257_i64_46 = arith.constant 257 : i64
    vo.map.set %34[%c1_i64_45] : !vo.map<i64, @nothing>, i64
    %c1_i64_47 = arith.constant 1 : i64
    %c65539_i64 = arith.constant 65539 : i64
    %found_48 = vo.map.get %34[%c1_i64_47] : !vo.map<i64, @nothing>, i64
    %c0_i64_49 = arith.constant 0 : i64
    %35 = arith.extui %found_48 : i1 to i64
    %c2_i64_50 = arith.constant 2 : i64
    %c65539_i64_51 = arith.constant 65539 : i64
    %found_52 = vo.map.get %34[%c2_i64_50] : !vo.map<i64, @nothing>, i64
    %c0_i64_53 = arith.constant 0 : i64
    %36 = arith.extui %found_52 : i1 to i64
    %37 = vo.map.len %34 : !vo.map<i64, @nothing>
    %38 = vo.iface.make %37 as @type.int : i64 -> !vo.iface
    %39 = vo.iface.make %35 as @type.bool : i64 -> !vo.iface
    %40 = vo.iface.make %36 as @type.bool : i64 -> !vo.iface
    vo.print newline %38, %39, %40 : !vo.iface, !vo.iface, !vo.iface
    %c73014444034_i64_54 = arith.constant 73014444034 : i64
    %c17_i64_55 = arith.constant 17 : i64
    %41 = vo.map.new : !vo.map<!vo.string, i64>
    %c17_i64_56 = arith.constant 17 : i64
    %c3_i64_57 = arith.constant 3 : i64
    %c3_i64_58 = arith.constant 3 : i64
    %42 = vo.slice.new %c3_i64_57, %c3_i64_58 : !vo.slice<!vo.string>
    %43 = vo.string.const "x"
    %c0_i64_59 = arith.constant 0 : i64
    vo.slice.set %42[%c0_i64_59], %43 : !vo.slice<!vo.string>, !vo.string
    %44 = vo.string.const "y"
    %c1_i64_60 = arith.constant 1 : i64
    vo.slice.set %42[%c1_i64_60], %44 : !vo.slice<!vo.string>, !vo.string
    %45 = vo.string.const "x"
    %c2_i64_61 = arith.constant 2 : i64
    vo.slice.set %42[%c2_i64_61], %45 : !vo.slice<!vo.string>, !vo.string
    %46 = vo.slice.len %42 : !vo.slice<!vo.string>
    %c0_i64_62 = arith.constant 0 : i64
    %47 = arith.cmpi slt, %c0_i64_62, %46 : i64
    %48 = arith.extui %47 : i1 to i64
    %c0_i64_63 = arith.constant 0 : i64
    %49 = arith.cmpi eq, %48, %c0_i64_63 : i64
    cf.cond_br %49, ^bb7, ^bb5
  ^bb5:  // pred: ^bb4
    %c0_i64_64 = arith.constant 0 : i64
    cf.br ^bb6(%c0_i64_64 : i64)
  ^bb6(%50: i64):  // 2 preds: ^bb5, ^bb6
    %51 = vo.slice.get %42[%50] : !vo.slice<!vo.string> -> !vo.string
    %c65538_i64_65 = arith.constant 65538 : i64
    %values_66, %found_67 = vo.map.get %41[%51] : !vo.map<!vo.string, i64>, !vo.string -> i64
    %c1_i64_68 = arith.constant 1 : i64
    %52 = arith.addi %values_66, %c1_i64_68 : i64
    %c257_i64_69 = arith.constant 257 : i64
    vo.map.set %41[%51], %52 : !vo.map<!vo.string, i64>, !vo.string -> i64
    %c65538_i64_70 = arith.constant 65538 : i64
    %values_71, %found_72 = vo.map.get %41[%51] : !vo.map<!vo.string, i64>, !vo.string -> i64
    %c2_i64_73 = arith.constant 2 : i64
    %53 = arith.muli %values_71, %c2_i64_73 : i64
    %c257_i64_74 = arith.constant 257 : i64
    vo.map.set %41[%51], %53 : !vo.map<!vo.string, i64>, !vo.string -> i64
    %c1_i64_75 = arith.constant 1 : i64
    %54 = arith.addi %50, %c1_i64_75 : i64
    %55 = arith.cmpi slt, %54, %46 : i64
    cf.cond_br %55, ^bb6(%54 : i64), ^bb7
  ^bb7:  // 2 preds: ^bb4, ^bb6
    %56 = vo.string.const "x"
    %c65538_i64_76 = arith.constant 65538 : i64
    %values_77, %found_78 = vo.map.get %41[%56] : !vo.map<!vo.string, i64>, !vo.string -> i64
    %57 = vo.iface.make %values_77 as @type.int : i64 -> !vo.iface
    %58 = vo.string.const "y"
    %c65538_i64_79 = arith.constant 65538 : i64
    %values_80, %found_81 = vo.map.get %41[%58] : !vo.map<!vo.string, i64>, !vo.string -> i64
    %59 = vo.iface.make %values_80 as @type.int : i64 -> !vo.iface
    vo.print newline %57, %59 : !vo.iface, !vo.iface
    vo.return
  }
  vo.func private @iteration() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c8589934609_i64 = arith.constant 8589934609 : i64
    %c2_i64 = arith.constant 2 : i64
    %0 = vo.map.new : !vo.map<i64, !vo.string>
    %c8_i64 = arith.constant 8 : i64
    %c0_i64 = arith.constant 0 : i64
    %1 = arith.cmpi slt, %c0_i64, %c8_i64 : i64
    %2 = arith.extui %1 : i1 to i64
    %c0_i64_0 = arith.constant 0 : i64
    %3 = arith.cmpi eq, %2, %c0_i64_0 : i64
    cf.cond_br %3, ^bb4, ^bb2
  ^bb2:  // pred: ^bb1
    %c0_i64_1 = arith.constant 0 : i64
    cf.br ^bb3(%c0_i64_1 : i64)
  ^bb3(%4: i64):  // 2 preds: ^bb2, ^bb3
    %c97_i64 = arith.constant 97 : i64
    %5 = arith.addi %c97_i64, %4 : i64
    %6 = arith.trunci %5 : i64 to i32
    %7 = arith.extsi %6 : i32 to i64
    %8 = vo.string.from_int %7 : i64 to !vo.string
    %c257_i64 = arith.constant 257 : i64
    vo.map.set %0[%4], %8 : !vo.map<i64, !vo.string>, i64 -> !vo.string
    %c1_i64 = arith.constant 1 : i64
    %9 = arith.addi %4, %c1_i64 : i64
    %10 = arith.cmpi slt, %9, %c8_i64 : i64
    cf.cond_br %10, ^bb3(%9 : i64), ^bb4
  ^bb4:  // 2 preds: ^bb1, ^bb3
    %11 = vo.map.iter %0 : !vo.map<i64, !vo.string>
    %12 = vo.zero : !vo.string
    cf.br ^bb5(%12 : !vo.string)
  ^bb5(%13: !vo.string):  // 2 preds: ^bb4, ^bb8
    %values:2, %more = vo.map.next %11 : !vo.map_iter<i64, !vo.string> -> i64, !vo.string
    %14 = arith.extui %more : i1 to i64
    %c0_i64_2 = arith.constant 0 : i64
    %15 = arith.cmpi eq, %14, %c0_i64_2 : i64
    cf.cond_br %15, ^bb9, ^bb6
  ^bb6:  // pred: ^bb5
    %16 = vo.call @garbage() : () -> i64
    %c2_i64_3 = arith.constant 2 : i64
    %17 = vo.rem_s %values#0, %c2_i64_3
    %c0_i64_4 = arith.constant 0 : i64
    %18 = arith.cmpi eq, %17, %c0_i64_4 : i64
    %19 = arith.extui %18 : i1 to i64
    %c0_i64_5 = arith.constant 0 : i64
    %20 = arith.cmpi eq, %19, %c0_i64_5 : i64
    cf.cond_br %20, ^bb8, ^bb7
  ^bb7:  // pred: ^bb6
    %c1_i64_6 = arith.constant 1 : i64
    %21 = arith.addi %values#0, %c1_i64_6 : i64
    %c1_i64_7 = arith.constant 1 : i64
    vo.map.delete %0[%21] : !vo.map<i64, !vo.string>, i64
    cf.br ^bb8
  ^bb8:  // 2 preds: ^bb6, ^bb7
    %c65538_i64 = arith.constant 65538 : i64
    %values_8, %found = vo.map.get %0[%values#0] : !vo.map<i64, !vo.string>, i64 -> !vo.string
    %22 = vo.string.concat %13, %values_8
    cf.br ^bb5(%22 : !vo.string)
  ^bb9:  // pred: ^bb5
    %23 = vo.new(%13 : !vo.string) {immutable} : !vo.box<!vo.string>
    %24 = vo.iface.make %23 as @type.string : !vo.box<!vo.string> -> !vo.iface
    %25 = vo.map.len %0 : !vo.map<i64, !vo.string>
    %26 = vo.iface.make %25 as @type.int : i64 -> !vo.iface
    vo.print newline %24, %26 : !vo.iface, !vo.iface
    %27 = vo.map.iter %0 : !vo.map<i64, !vo.string>
    %c0_i64_9 = arith.constant 0 : i64
    cf.br ^bb10(%c0_i64_9 : i64)
  ^bb10(%28: i64):  // 2 preds: ^bb9, ^bb13
    %values_10:2, %more_11 = vo.map.next %27 : !vo.map_iter<i64, !vo.string> -> i64, !vo.string
    %29 = arith.extui %more_11 : i1 to i64
    %c0_i64_12 = arith.constant 0 : i64
    %30 = arith.cmpi eq, %29, %c0_i64_12 : i64
    cf.cond_br %30, ^bb14, ^bb11
  ^bb11:  // pred: ^bb10
    %c1_i64_13 = arith.constant 1 : i64
    %31 = arith.addi %28, %c1_i64_13 : i64
    %c50_i64 = arith.constant 50 : i64
    %32 = arith.cmpi slt, %31, %c50_i64 : i64
    %33 = arith.extui %32 : i1 to i64
    %c0_i64_14 = arith.constant 0 : i64
    %34 = arith.cmpi eq, %33, %c0_i64_14 : i64
    cf.cond_br %34, ^bb13, ^bb12
  ^bb12:  // pred: ^bb11
    %c100_i64 = arith.constant 100 : i64
    %35 = arith.addi %c100_i64, %31 : i64
    %36 = vo.string.const "new"
    %c257_i64_15 = arith.constant 257 : i64
    vo.map.set %0[%35], %36 : !vo.map<i64, !vo.string>, i64 -> !vo.string
    cf.br ^bb13
  ^bb13:  // 2 preds: ^bb11, ^bb12
    cf.br ^bb10(%31 : i64)
  ^bb14:  // pred: ^bb10
    %c4_i64 = arith.constant 4 : i64
    %37 = arith.cmpi sge, %28, %c4_i64 : i64
    %38 = arith.extui %37 : i1 to i64
    %39 = vo.iface.make %38 as @type.bool : i64 -> !vo.iface
    %40 = vo.map.len %0 : !vo.map<i64, !vo.string>
    %c5_i64 = arith.constant 5 : i64
    %41 = arith.cmpi sge, %40, %c5_i64 : i64
    %42 = arith.extui %41 : i1 to i64
    %43 = vo.iface.make %42 as @type.bool : i64 -> !vo.iface
    vo.print newline %39, %43 : !vo.iface, !vo.iface
    %44 = vo.map.iter %0 : !vo.map<i64, !vo.string>
    cf.br ^bb15
  ^bb15:  // 2 preds: ^bb14, ^bb16
    %values_16:2, %more_17 = vo.map.next %44 : !vo.map_iter<i64, !vo.string> -> i64, !vo.string
    %45 = arith.extui %more_17 : i1 to i64
    %c0_i64_18 = arith.constant 0 : i64
    %46 = arith.cmpi eq, %45, %c0_i64_18 : i64
    cf.cond_br %46, ^bb17, ^bb16
  ^bb16:  // pred: ^bb15
    %c1_i64_19 = arith.constant 1 : i64
    vo.map.delete %0[%values_16#0] : !vo.map<i64, !vo.string>, i64
    cf.br ^bb15
  ^bb17:  // pred: ^bb15
    %47 = vo.map.len %0 : !vo.map<i64, !vo.string>
    %48 = vo.iface.make %47 as @type.int : i64 -> !vo.iface
    vo.print newline %48 : !vo.iface
    vo.return
  }
  vo.func private @nils() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = vo.string.const "x"
    %c1_i64 = arith.constant 1 : i64
    %1 = vo.zero : !vo.map<!vo.string, i64>
    vo.map.delete %1[%0] : !vo.map<!vo.string, i64>, !vo.string
    %2 = vo.string.const "x"
    %c65539_i64 = arith.constant 65539 : i64
    %3 = vo.zero : !vo.map<!vo.string, i64>
    %values, %found = vo.map.get %3[%2] : !vo.map<!vo.string, i64>, !vo.string -> i64
    %4 = arith.extui %found : i1 to i64
    %5 = vo.zero : !vo.map<!vo.string, i64>
    %6 = vo.map.iter %5 : !vo.map<!vo.string, i64>
    cf.br ^bb2
  ^bb2:  // 2 preds: ^bb1, ^bb3
    %values_0:2, %more = vo.map.next %6 : !vo.map_iter<!vo.string, i64> -> !vo.string, i64
    %7 = arith.extui %more : i1 to i64
    %c0_i64 = arith.constant 0 : i64
    %8 = arith.cmpi eq, %7, %c0_i64 : i64
    cf.cond_br %8, ^bb4, ^bb3
  ^bb3:  // pred: ^bb2
    %9 = vo.string.const "never"
    %10 = vo.new(%9 : !vo.string) {immutable} : !vo.box<!vo.string>
    %11 = vo.iface.make %10 as @type.string : !vo.box<!vo.string> -> !vo.iface
    vo.print newline %11 : !vo.iface
    cf.br ^bb2
  ^bb4:  // pred: ^bb2
    %12 = vo.iface.make %values as @type.int : i64 -> !vo.iface
    %13 = vo.iface.make %4 as @type.bool : i64 -> !vo.iface
    %14 = vo.zero : !vo.map<!vo.string, i64>
    %15 = vo.map.len %14 : !vo.map<!vo.string, i64>
    %16 = vo.iface.make %15 as @type.int : i64 -> !vo.iface
    %true = arith.constant true
    %17 = arith.extui %true : i1 to i64
    %18 = vo.iface.make %17 as @type.bool : i64 -> !vo.iface
    vo.print newline %12, %13, %16, %18 : !vo.iface, !vo.iface, !vo.iface, !vo.iface
    vo.return
  }
  vo.func private @main() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    vo.call @integers() : () -> ()
    vo.call @texts() : () -> ()
    vo.call @structs() : () -> ()
    vo.call @arrays() : () -> ()
    vo.call @narrow() : () -> ()
    vo.call @references() : () -> ()
    vo.call @interfaces() : () -> ()
    vo.call @values() : () -> ()
    vo.call @iteration() : () -> ()
    vo.call @nils() : () -> ()
    vo.return
  }
  vo.func private @closure_1(%arg0: i64) -> i64 {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %c2_i64 = arith.constant 2 : i64
    %0 = arith.muli %c2_i64, %arg0 : i64
    vo.return %0 : i64
  }
  vo.func private @closure_2(%arg0: i64) -> i64 {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    %0 = arith.muli %arg0, %arg0 : i64
    vo.return %0 : i64
  }
  vo.func private @__init__() {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    vo.return
  }
  vo.func @__entry__() attributes {vo.entry} {
    cf.br ^bb1
  ^bb1:  // pred: ^bb0
    vo.call @__init__() : () -> ()
    vo.call @main() : () -> ()
    vo.return
  }
}

{-#
  external_resources: {
    mlir_reproducer: {
      pipeline: "builtin.module(vo.func(mem2reg{region-simplify=true},canonicalize{  max-iterations=10 max-num-rewrites=-1 region-simplify=normal test-convergence=false top-down=true},sroa,mem2reg{region-simplify=true},canonicalize{  max-iterations=10 max-num-rewrites=-1 region-simplify=normal test-convergence=false top-down=true},cse,canonicalize{  max-iterations=10 max-num-rewrites=-1 region-simplify=normal test-convergence=false top-down=true},vo-local-facts{max-marks=-1}), vo-to-vort, vo-place-polls{max-polls=-1}, vort-to-llvm, ensure-debug-info-scope-on-llvm-func{emission-kind=LineTablesOnly})",
      disable_threading: true,
      verify_each: false
    }
  }
#-}
