//===- Json.cpp - Reports as JSON -----------------------------------------===//

#include "report/Json.h"

#include "report/Fields.h"
#include "report/Ordered.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"

using llvm::StringRef;

namespace vo::report {

static constexpr char kFormat[] = "vo-report";
static constexpr char kInFrame[] = "frame";
static constexpr char kOnHeap[] = "heap";

static void addPlace(Ordered &object, const Place &place) {
  object["file"] = place.file;
  object["line"] = place.line;
  object["column"] = place.column;
}

static Ordered toOrdered(const Site &site) {
  Ordered object;
  object["id"] = site.id;
  object["function"] = site.function;
  addPlace(object, site.place);
  object["kind"] = site.kind;
  object["type"] = site.type;
  if (site.bytes)
    object["bytes"] = *site.bytes;
  object["loopDepth"] = site.loopDepth;
  object["verdict"] = site.isInFrame ? kInFrame : kOnHeap;
  object["code"] = site.code;
  object["text"] = site.text;
  object["path"] = Ordered::array();
  for (const Step &step : site.path) {
    Ordered &last = object["path"].emplace_back();
    addPlace(last, step.place);
    last["text"] = step.text;
  }
  return object;
}

std::string toJson(const Report &report) {
  Ordered object;
  object["format"] = kFormat;
  object["version"] = Report::kVersion;
  object["program"] = report.program;
  object["options"]["level"] = report.options.level;
  object["options"]["passOptions"] = report.options.passOptions;
  object["sites"] = Ordered::array();
  for (const Site &site : report.sites)
    object["sites"].push_back(toOrdered(site));
  return print(object);
}

namespace {

class Reader {
public:
  using Node = Fields::Node;

  explicit Reader(Fields &fields) : fields(fields) {}

  void read(const Node &root, Report &report) {
    if (!isOurs(root))
      return;
    report.program = fields.text(root, "program");
    if (const Node *options = fields.object(root, "options")) {
      report.options.level =
          static_cast<unsigned>(fields.number(*options, "level", 3));
      report.options.passOptions = fields.texts(*options, "passOptions");
    }
    fields.forEach(root, "sites", [&](const Node &site) {
      report.sites.push_back(readSite(site));
    });
  }

private:
  bool isOurs(const Node &root) {
    const Node *format = fields.find(root, "format");
    if (!format || format->text != kFormat) {
      fields.fail(root, "this is no report of 'voc build --report'");
      return false;
    }
    uint64_t version = fields.number(root, "version", UINT32_MAX);
    if (version == Report::kVersion)
      return true;
    if (const Node *where = fields.find(root, "version"))
      fields.fail(*where, "version " + llvm::Twine(version) +
                              " of the format is not known, only " +
                              llvm::Twine(Report::kVersion));
    return false;
  }

  Place readPlace(const Node &node) {
    Place place;
    place.file = fields.text(node, "file");
    place.line = static_cast<uint32_t>(fields.number(node, "line", UINT32_MAX));
    place.column =
        static_cast<uint32_t>(fields.number(node, "column", UINT32_MAX));
    return place;
  }

  Site readSite(const Node &node) {
    Site site;
    site.id = fields.text(node, "id");
    if (!ids.insert(site.id).second)
      fields.fail(node, "another site has the id '" + site.id + "'");
    site.function = fields.text(node, "function");
    site.place = readPlace(node);
    site.kind = fields.text(node, "kind");
    site.type = fields.text(node, "type");
    site.bytes = fields.optionalNumber(node, "bytes", UINT64_MAX);
    site.loopDepth =
        static_cast<uint32_t>(fields.number(node, "loopDepth", UINT32_MAX));
    site.isInFrame = readVerdict(node);
    site.code = fields.text(node, "code");
    site.text = fields.text(node, "text");
    fields.forEach(node, "path", [&](const Node &step) {
      site.path.push_back({readPlace(step), fields.text(step, "text")});
    });
    return site;
  }

  bool readVerdict(const Node &node) {
    std::string verdict = fields.text(node, "verdict");
    if (const Node *where = fields.find(node, "verdict");
        where && verdict != kInFrame && verdict != kOnHeap)
      fields.fail(*where, "'verdict' must be 'frame' or 'heap'");
    return verdict == kInFrame;
  }

  Fields &fields;
  llvm::StringSet<> ids;
};

} // namespace

llvm::Expected<Report> parseReport(StringRef file, StringRef text) {
  Fields fields(file, text);
  Report report;
  if (const Fields::Node *root = fields.root())
    Reader(fields).read(*root, report);
  if (llvm::Error error = fields.takeError())
    return error;
  return report;
}

} // namespace vo::report
