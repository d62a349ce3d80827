; An entry with the context in the wrong place.
; ENTRY: internal compiler error: function 'vo_rt_trap': has no context parameter
declare swiftcc void @vo_rt_trap(ptr, i64)
