//===- VoOps.td - All operations of the vo dialect ---------*- tablegen -*-===//
#ifndef VO_OPS_TD
#define VO_OPS_TD

include "dialect/vo/ArithOps.td"
include "dialect/vo/CallOps.td"
include "dialect/vo/DynamicOps.td"
include "dialect/vo/FrameOps.td"
include "dialect/vo/IfaceOps.td"
include "dialect/vo/MapOps.td"
include "dialect/vo/MemoryOps.td"
include "dialect/vo/ModuleOps.td"
include "dialect/vo/QueueOps.td"
include "dialect/vo/SliceOps.td"
include "dialect/vo/StringOps.td"

#endif // VO_OPS_TD
