; BARRIER: internal compiler error: function 'vo.card_mark': takes a slot address and a context
declare void @vo.card_mark(ptr, ptr)
