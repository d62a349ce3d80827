//===- Formats.h - Reports for people and for other tools -------*- C++ -*-===//
//
// Each gives the whole output. Names and texts of a report are foreign: they
// are quoted for the form that they get into. Control characters are refused by
// the reader.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "report/Compare.h"
#include "report/Profile.h"
#include "report/Report.h"
#include "report/Sources.h"

#include "llvm/Support/raw_ostream.h"

namespace vo::report {

/// Site by site, with its way, then sums by code. Coloured if the stream is.
void printText(const Report &report, const Profile *profile,
               llvm::raw_ostream &os);
/// What changed, and nothing else.
void printText(const Comparison &comparison, llvm::raw_ostream &os);

/// One page that needs nothing from outside: a table of the sites, then the
/// sources that were found, with their verdicts.
std::string toHtml(const Report &report, const Profile *profile,
                   const Sources &sources);

/// Graphviz: sites, the steps of their ways, where the ways end. Steps that
/// several ways share are one node.
std::string toGraph(const Report &report);

/// SARIF 2.1.0 (OASIS): a note for each site that is on the heap, with its way
/// as a code flow.
std::string toSarif(const Report &report);

} // namespace vo::report
