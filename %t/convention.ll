; CONVENTION: internal compiler error: function 'vo_rt_trap': is not declared as the table of runtime entries says
declare void @vo_rt_trap(i64, ptr)

