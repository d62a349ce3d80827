//===- Vort.h - The vort dialect --------------------------------*- C++ -*-===//
//
// Memory and run-time calls of Vo programs. The prose is in VortOps.td.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "dialect/vo/Vo.h"

#include "dialect/vort/VortEnums.h.inc"

#include "dialect/vort/VortDialect.h.inc"

#define GET_TYPEDEF_CLASSES
#include "dialect/vort/VortTypes.h.inc"

#define GET_ATTRDEF_CLASSES
#include "dialect/vort/VortAttrs.h.inc"

#define GET_OP_CLASSES
#include "dialect/vort/VortOps.h.inc"
