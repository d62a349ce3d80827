; TYPE: internal compiler error: function 'vo_rt_alloc': is not declared as the table of runtime entries says
declare swiftcc ptr addrspace(1) @vo_rt_alloc(i64, ptr)

