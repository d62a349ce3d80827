//===- Functions.cpp - Frames, results, closures, transfer types ----------===//

#include "bytecode/verify/tables/Functions.h"

#include <algorithm>
#include <numeric>

using namespace vo::bc;
using namespace vo::bc::verify;

static constexpr size_t mostCaptures = 65534;

static void checkFrame(Report &report, const FunctionDef &function) {
  if (function.localSlots != function.slotTypes.size())
    report.add(Rule::FrameSlots,
               text("local_slots is ", function.localSlots, " for ",
                    function.slotTypes.size(), " slot types"));
  if (function.recvSlots > function.paramSlots ||
      function.paramSlots > function.localSlots)
    report.add(Rule::FrameSlots, text(function.recvSlots, " receiver slots, ",
                                      function.paramSlots, " parameter slots, ",
                                      function.localSlots, " slots in all"));
  if (gcScanSlots(function.slotTypes) > UINT16_MAX)
    report.add(Rule::FrameScan, "the collector would scan past slot 65535");
  if (function.retSlots != function.retSlotTypes.size())
    report.add(Rule::ResultSlots,
               text("ret_slots is ", function.retSlots, " for ",
                    function.retSlotTypes.size(), " slot types"));
  auto pairs = [&](std::string_view what, LayoutView layout) {
    if (!hasInterfacePairs(layout))
      report.add(Rule::InterfacePairs, text("in the ", what));
  };
  pairs("frame", function.slotTypes);
  pairs("results", function.retSlotTypes);
  pairs("captures", function.captureSlotTypes);
}

static void checkHasDefer(Report &report, const FunctionDef &function) {
  bool has = std::ranges::any_of(function.code, [](const Instruction &each) {
    return each.opcode() == Opcode::DeferPush ||
           each.opcode() == Opcode::ErrDeferPush;
  });
  if (has != function.hasDefer)
    report.add(Rule::HasDefer, has ? "the code defers, has_defer is not set"
                                   : "the code does not defer");
}

static void checkHeapResults(Report &report, const FunctionDef &function) {
  const std::vector<uint16_t> &widths = function.heapRetSlots;
  uint32_t count = function.heapRetGcrefCount;
  uint32_t start = function.heapRetGcrefStart;
  if (widths.size() != count || start + count > function.slotTypes.size()) {
    report.add(Rule::HeapResults,
               text(count, " boxes from slot ", start, " with ", widths.size(),
                    " widths in a frame of ", function.slotTypes.size()));
    return;
  }
  if (count == 0)
    return;
  uint64_t total = std::accumulate(widths.begin(), widths.end(), uint64_t(0));
  if (total != function.retSlots) {
    report.add(Rule::HeapResults,
               text("widths add up to ", total, ", not ", function.retSlots));
    return;
  }
  for (uint32_t slot = start; slot < start + count; ++slot)
    if (function.slotTypes[slot] != SlotType::GcRef)
      report.add(Rule::HeapResults,
                 text("box slot ", slot, " is ", function.slotTypes[slot]));
  LayoutView rest = function.retSlotTypes;
  for (size_t i = 0; i < widths.size(); ++i) {
    if (!hasInterfacePairs(rest.first(widths[i])))
      report.add(Rule::InterfacePairs, text("in heap result ", i));
    rest = rest.subspan(widths[i]);
  }
}

static void checkErrorResult(Report &report, const FunctionDef &function) {
  int32_t slot = function.errorRetSlot;
  if (slot == -1)
    return;
  const Layout &results = function.retSlotTypes;
  if (slot < 0 || int64_t(slot) + 2 != int64_t(results.size()) ||
      results[slot] != SlotType::Interface0 ||
      results[slot + 1] != SlotType::Interface1) {
    report.add(Rule::ErrorResult,
               text("error_ret_slot is ", slot, " for results ", results));
    return;
  }
  if (!function.heapRetSlots.empty() && function.heapRetSlots.back() != 2)
    report.add(Rule::ErrorResult, text("the last heap result has width ",
                                       function.heapRetSlots.back()));
}

static void checkClosure(Report &report, const FunctionDef &function) {
  if (function.isClosure &&
      (function.paramSlots == 0 || function.recvSlots != 0 ||
       function.slotTypes[0] != SlotType::GcRef))
    report.add(Rule::ClosureShape,
               text("closure with ", function.paramSlots, " parameter slots, ",
                    function.recvSlots, " receiver slots and frame ",
                    function.slotTypes));
  size_t types = function.captureTypes.size();
  size_t slots = function.captureSlotTypes.size();
  if (types != slots || slots > mostCaptures || (function.recvSlots && slots))
    report.add(Rule::CaptureShape,
               text(types, " capture types for ", slots, " capture slots and ",
                    function.recvSlots, " receiver slots"));
}

/// Checks a list of transfer types; nullopt when one is broken, else the types
/// in the list.
static std::optional<std::vector<ValueRttid>>
checkTransfers(ModuleContext &context, std::string_view list,
               const std::vector<TransferType> &transfers) {
  std::vector<ValueRttid> types;
  for (size_t i = 0; i < transfers.size(); ++i) {
    const TransferType &transfer = transfers[i];
    TypeTable &table = context.types;
    if (!table.isValid(transfer.rttid) || !table.hasLayout(transfer.rttid) ||
        table.canonicalMeta(transfer.rttid) != transfer.meta ||
        table.width(transfer.rttid) != transfer.slots) {
      breach(context, Rule::TransferWord, list, i, "meta ",
             transfer.meta.kind(), " ", transfer.meta.id(), ", type ",
             transfer.rttid.kind(), " ", transfer.rttid.id(), ", ",
             transfer.slots, " slots");
      return std::nullopt;
    }
    types.push_back(transfer.rttid);
  }
  return types;
}

static uint64_t transferredSlots(const FunctionDef &function) {
  uint64_t total = 0;
  for (const TransferType &transfer : function.paramTypes)
    total += transfer.slots;
  return total;
}

uint32_t vo::bc::verify::firstTransferredSlot(const FunctionDef &function) {
  uint32_t closure = function.isClosure;
  uint32_t hidden = function.recvSlots + closure;
  if (transferredSlots(function) + hidden == function.paramSlots)
    return hidden;
  return closure;
}

static void checkParamTypes(ModuleContext &context,
                            const FunctionDef &function) {
  auto types = checkTransfers(context, "param_types", function.paramTypes);
  if (!types || types->empty())
    return;
  uint32_t start = firstTransferredSlot(function);
  LayoutView params(function.slotTypes.data(), function.paramSlots);
  if (start > params.size() ||
      !context.types.hasLayout(*types, params.subspan(start)))
    context.report.add(
        Rule::ParamTypes,
        text("param_types do not lay out the parameters ", params));
}

void vo::bc::verify::checkFunctionTables(ModuleContext &context, uint32_t index,
                                         const FunctionDef &function) {
  Report &report = context.report;
  size_t before = report.count();
  report.enterFunction(index, function);
  checkFrame(report, function);
  // What follows indexes the frame and the results by these counts.
  if (report.count() != before)
    return;
  checkHasDefer(report, function);
  checkHeapResults(report, function);
  checkErrorResult(report, function);
  checkClosure(report, function);
  checkTransfers(context, "capture_types", function.captureTypes);
  checkParamTypes(context, function);
  if (function.meta.size() != function.code.size())
    report.add(Rule::MetadataCount,
               text(function.meta.size(), " records for ", function.code.size(),
                    " instructions"));
}
