//===- Report_test.cpp ----------------------------------------------------===//

#include "report/Compare.h"
#include "report/Formats.h"
#include "report/Json.h"
#include "report/Profile.h"

#include <gtest/gtest.h>

using namespace vo::report;
using llvm::StringRef;

namespace {

Site siteAt(uint32_t line, const char *code) {
  Site site;
  site.function = "main";
  site.place = {"a.vo", line, 7};
  site.kind = "object";
  site.type = "*main.pair";
  site.bytes = 16;
  site.isInFrame = StringRef(code) == "frame";
  site.code = code;
  site.text = "has its reason";
  return site;
}

Report sample() {
  Report report;
  report.program = "a.vo";
  report.options = {2, {"vo-escape.annotate=1"}};
  report.sites = {siteAt(9, "result"), siteAt(4, "frame"), siteAt(9, "result")};
  report.sites[0].path = {{{"a.vo", 10, 2}, "returned"}};
  report.sites[2].loopDepth = 2;
  report.sites[2].bytes.reset();
  report.finish();
  return report;
}

std::string messageOf(llvm::Error error) {
  return llvm::toString(std::move(error));
}

/// Of reading the text.
std::string problemOf(StringRef text) {
  auto report = parseReport("r.json", text);
  return report ? "none" : messageOf(report.takeError());
}

std::string replaced(std::string text, StringRef what, StringRef by) {
  size_t at = text.find(what.str());
  EXPECT_NE(at, text.npos) << what.str();
  return text.replace(at, what.size(), by.str());
}

TEST(Report, SitesAreInOrderAndHaveIds) {
  Report report = sample();
  EXPECT_EQ(report.sites[0].place.line, 4u);
  EXPECT_EQ(report.sites[1].place.line, 9u);
  EXPECT_EQ(report.sites[0].id.size(), 16u);
  EXPECT_NE(report.sites[1].id, report.sites[2].id) << "two on one line";
  Report again = sample();
  EXPECT_EQ(report.sites[2].id, again.sites[2].id);
}

TEST(Report, IdsDoNotDependOnVerdicts) {
  Report report;
  report.sites = {siteAt(9, "result")};
  report.finish();
  std::string id = report.sites[0].id;
  report.sites[0].code = "loop";
  report.sites[0].bytes = 8;
  report.finish();
  EXPECT_EQ(report.sites[0].id, id);
  report.sites[0].function = "other";
  report.finish();
  EXPECT_NE(report.sites[0].id, id);
}

TEST(Json, ReadsWhatItWrites) {
  std::string text = toJson(sample());
  auto report = parseReport("r.json", text);
  ASSERT_TRUE(bool(report)) << messageOf(report.takeError());
  EXPECT_EQ(toJson(*report), text);
  EXPECT_EQ(report->sites.size(), 3u);
  EXPECT_EQ(report->sites[1].path.size(), 1u);
  EXPECT_EQ(report->sites[1].bytes, 16u);
  EXPECT_EQ(report->sites[2].bytes, std::nullopt);
  EXPECT_EQ(report->options.passOptions.size(), 1u);
}

TEST(Json, WritesBytesThatAreNoText) {
  Report report = sample();
  report.sites[0].function = "a\xff"
                             "b";
  EXPECT_EQ(problemOf(toJson(report)), "none");
}

TEST(Json, NewMembersArePassedOver) {
  std::string text = toJson(sample());
  EXPECT_EQ(
      problemOf(replaced(text, "\"program\"", "\"later\": [{}], \"program\"")),
      "none");
}

TEST(Json, ErrorsHavePositions) {
  std::string text = toJson(sample());
  EXPECT_EQ(problemOf("{}"),
            "r.json:1:1: this is no report of 'voc build --report'");
  EXPECT_EQ(problemOf("[1]"), "r.json:1:1: this must be an object");
  EXPECT_TRUE(StringRef(problemOf("")).starts_with("r.json:1:1: syntax error"));
  EXPECT_EQ(problemOf(replaced(text, "\"version\": 1", "\"version\": 7")),
            "r.json:3:13: version 7 of the format is not known, only 1");
  EXPECT_EQ(problemOf(replaced(text, "\"line\": 4", "\"line\": -4")),
            "r.json:16:12: 'line' must be from 0 to 4294967295");
  EXPECT_EQ(problemOf(replaced(text, "\"line\": 4", "\"line\": \"4\"")),
            "r.json:16:12: 'line' must be a whole number");
  EXPECT_EQ(problemOf(replaced(text, "\"line\": 4,", "")),
            "r.json:12:3: member 'line' is missing");
  EXPECT_EQ(
      problemOf(replaced(text, "\"verdict\": \"frame\"", "\"verdict\": \"x\"")),
      "r.json:22:15: 'verdict' must be 'frame' or 'heap'");
  EXPECT_EQ(problemOf(replaced(text, "\"kind\": \"object\"",
                               "\"kind\": \"a\\u001bb\"")),
            "r.json:18:12: 'kind' has a control character");
  EXPECT_EQ(problemOf(replaced(text, "\"path\": []", "\"path\": [3]")),
            "r.json:25:13: items of 'path' must be objects");
}

TEST(Json, IdsAreUnique) {
  Report report = sample();
  report.sites[1].id = report.sites[0].id;
  EXPECT_NE(problemOf(toJson(report)).find("another site has the id"),
            std::string::npos);
}

TEST(Json, EverySiteHasAnId) {
  std::string text = toJson(sample());
  std::string id = sample().sites[0].id;
  text = replaced(text, "\"id\": \"" + id + "\"", "\"id\": \"\"");
  id = sample().sites[1].id;
  text = replaced(text, "\"id\": \"" + id + "\",", "");
  EXPECT_NE(problemOf(text).find("member 'id' is missing"), std::string::npos);
}

TEST(Profile, CountsOfALine) {
  auto profile = Profile::parse("p.json", R"({"objects": 5, "bytes": 90,
  "sites": [{"file": "a.vo", "line": 9, "objects": 4, "bytes": 64},
            {"file": "", "line": 0, "objects": 1, "bytes": 26}]})");
  ASSERT_TRUE(bool(profile)) << messageOf(profile.takeError());
  EXPECT_EQ(profile->total().bytes, 90u);
  EXPECT_EQ(profile->of(siteAt(9, "loop")).objects, 4u);
  EXPECT_EQ(profile->of(siteAt(9, "frame")).objects, 0u);
  EXPECT_EQ(profile->of(siteAt(8, "loop")).objects, 0u);
  EXPECT_EQ(messageOf(Profile::parse("p.json", "{\"objects\": 5}").takeError()),
            "p.json:1:1: member 'bytes' is missing");
}

TEST(Compare, TellsWhatChanged) {
  Report before;
  before.sites = {siteAt(1, "frame"), siteAt(2, "loop"), siteAt(3, "loop"),
                  siteAt(4, "loop"), siteAt(5, "loop")};
  before.finish();
  Report after;
  after.sites = {siteAt(1, "loop"), siteAt(2, "frame"), siteAt(3, "result"),
                 siteAt(4, "loop"), siteAt(6, "loop")};
  after.finish();
  Comparison result = compare(before, after);
  ASSERT_EQ(result.toHeap.size(), 1u);
  EXPECT_EQ(result.toHeap[0].after->place.line, 1u);
  ASSERT_EQ(result.toFrame.size(), 1u);
  EXPECT_EQ(result.toFrame[0].after->place.line, 2u);
  ASSERT_EQ(result.otherReason.size(), 1u);
  EXPECT_EQ(result.otherReason[0].before->code, "loop");
  ASSERT_EQ(result.added.size(), 1u);
  EXPECT_EQ(result.added[0]->place.line, 6u);
  ASSERT_EQ(result.gone.size(), 1u);
  EXPECT_EQ(result.gone[0]->place.line, 5u);
  EXPECT_EQ(result.unchanged, 1u);
}

TEST(Formats, ForeignTextIsQuoted) {
  Report report = sample();
  report.program = "</title><script>";
  report.sites[0].type = "\"<b>\\";
  std::string html = toHtml(report, nullptr, Sources(report));
  EXPECT_EQ(html.find("<b>"), html.npos);
  EXPECT_EQ(html.find("</title><script>"), html.npos);
  std::string graph = toGraph(report);
  EXPECT_NE(graph.find("object \\\"<b>\\\\\\n"), graph.npos) << graph;
  report.sites[1].place.file = "a b?.vo";
  EXPECT_NE(toSarif(report).find("\"a%20b%3F.vo\""), std::string::npos);
}

TEST(Formats, GraphSharesSteps) {
  Report report = sample();
  report.sites[2].path = report.sites[1].path;
  std::string graph = toGraph(report);
  size_t first = graph.find("returned");
  ASSERT_NE(first, graph.npos);
  EXPECT_EQ(graph.find("returned", first + 1), graph.npos) << graph;
}

} // namespace
