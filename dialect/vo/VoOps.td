//===- VoOps.td - All operations of the vo dialect ---------*- tablegen -*-===//
#ifndef VO_OPS_TD
#define VO_OPS_TD

include "dialect/vo/FuncOps.td"
include "dialect/vo/MemoryOps.td"
include "dialect/vo/SliceOps.td"
include "dialect/vo/StringOps.td"
include "dialect/vo/ValueOps.td"

#endif // VO_OPS_TD
