vo.func @sound(%a: i64, %b: i64) -> i64 {
  %r = vo.shl %a, %b
  vo.return %r : i64
}
