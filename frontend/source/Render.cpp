//===- Render.cpp - Messages with their source lines ----------------------===//
//
//     main.vo:3:7: error: undefined: y
//         3 |     x := y + 1
//           |          ^
//
//===----------------------------------------------------------------------===//

#include "frontend/source/Diagnostics.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"
#include "llvm/Support/WithColor.h"

#include <algorithm>

using namespace vo::fe;
using llvm::raw_ostream;

namespace {
constexpr unsigned tabStop = 4;
/// Columns of source shown at most; longer lines are cut on both sides.
constexpr unsigned widest = 120;
/// Notes shown at most of one message: a cycle may be as long as the program.
constexpr size_t mostNotes = 10;

/// A source line as columns of a terminal: tabs expanded, control characters
/// and broken encodings replaced, so that carets stand where they should.
struct Columns {
  std::string text;
  /// Terminal columns of the marked part of the line.
  unsigned from = 0, to = 0;
};

class Renderer {
public:
  Renderer(raw_ostream &os, const SourceManager &sources)
      : os(os), sources(sources), colors(os.has_colors()) {}

  void render(const Diagnostic &diagnostic);
  void summary(size_t hidden);

private:
  void message(Range range, llvm::StringRef label,
               raw_ostream::Colors labelColor, llvm::StringRef text);
  void excerpt(const SourceFile &file, Place place, Range range);
  void paint(raw_ostream::Colors color, bool bold, llvm::StringRef text);

  raw_ostream &os;
  const SourceManager &sources;
  bool colors;
};
} // namespace

/// Length of the well-formed UTF-8 sequence at the start of `text`, 0 if none.
static size_t sequenceLength(llvm::StringRef text) {
  for (size_t length = 1; length <= std::min<size_t>(4, text.size()); ++length)
    if (llvm::sys::unicode::columnWidthUTF8(text.take_front(length)) !=
        llvm::sys::unicode::ErrorInvalidUTF8)
      return length;
  return 0;
}

/// Appends one character of the line and returns the bytes it had.
static size_t appendCharacter(Columns &columns, unsigned &width,
                              llvm::StringRef rest) {
  if (rest.front() == '\t') {
    unsigned spaces = tabStop - width % tabStop;
    columns.text.append(spaces, ' ');
    width += spaces;
    return 1;
  }
  size_t length = sequenceLength(rest);
  int wide = length
                 ? llvm::sys::unicode::columnWidthUTF8(rest.take_front(length))
                 : llvm::sys::unicode::ErrorNonPrintableCharacter;
  if (wide < 0) {
    columns.text += "\xef\xbf\xbd";
    ++width;
    return std::max<size_t>(length, 1);
  }
  columns.text += rest.take_front(length);
  width += unsigned(wide);
  return length;
}

/// `line` with the bytes [begin, end) marked. Looks at a window of bytes
/// around the mark only: a line may be as long as a file.
static Columns columnsOf(llvm::StringRef line, size_t begin, size_t end) {
  size_t first = begin > widest * 2 / 3 ? begin - widest * 2 / 3 : 0;
  if (line.size() <= widest)
    first = 0;
  while (first != 0 && (line[first] & 0xC0) == 0x80)
    --first;
  Columns columns;
  unsigned width = 0;
  if (first != 0) {
    columns.text = "...";
    width = 3;
  }
  size_t at = first;
  while (at < line.size() && width < widest) {
    if (at <= begin)
      columns.from = width;
    at += appendCharacter(columns, width, line.drop_front(at));
    if (at <= end)
      columns.to = width;
  }
  if (at <= begin)
    columns.from = width;
  if (at < line.size())
    columns.text += "...";
  return columns;
}

void Renderer::paint(raw_ostream::Colors color, bool bold,
                     llvm::StringRef text) {
  if (!colors) {
    os << text;
    return;
  }
  llvm::WithColor(os, color, bold, /*BG=*/false, llvm::ColorMode::Enable)
      << text;
}

void Renderer::excerpt(const SourceFile &file, Place place, Range range) {
  llvm::StringRef line = file.lineText(place.line);
  size_t begin = std::min<size_t>(place.column - 1, line.size());
  size_t length = range.end > range.begin ? range.end.raw - range.begin.raw : 0;
  Columns columns =
      columnsOf(line, begin, std::min(begin + length, line.size()));
  std::string number = std::to_string(place.line);
  os << std::string(number.size() < 5 ? 5 - number.size() : 0, ' ') << number
     << " | " << columns.text << '\n';
  os << std::string(std::max<size_t>(number.size(), 5), ' ') << " | "
     << std::string(columns.from, ' ');
  unsigned marked = columns.to > columns.from ? columns.to - columns.from : 1;
  paint(raw_ostream::GREEN, true, "^" + std::string(marked - 1, '~'));
  os << '\n';
}

void Renderer::message(Range range, llvm::StringRef label,
                       raw_ostream::Colors labelColor, llvm::StringRef text) {
  const SourceFile *file = sources.fileOf(range.begin);
  Place place = file ? file->place(range.begin) : Place{};
  if (file)
    paint(raw_ostream::SAVEDCOLOR, true,
          (place.file + ":" + llvm::Twine(place.line) + ":" +
           llvm::Twine(place.column) + ": ")
              .str());
  paint(labelColor, true, label);
  paint(raw_ostream::SAVEDCOLOR, true, text);
  os << '\n';
  if (file)
    excerpt(*file, place, range);
}

void Renderer::render(const Diagnostic &diagnostic) {
  bool isError = diagnostic.severity == Severity::Error;
  message(diagnostic.range, isError ? "error: " : "warning: ",
          isError ? raw_ostream::RED : raw_ostream::MAGENTA, diagnostic.text);
  llvm::ArrayRef<Note> notes = diagnostic.notes;
  for (const Note &note : notes.take_front(mostNotes))
    message(note.range, "note: ", raw_ostream::CYAN, note.text);
  if (notes.size() > mostNotes)
    message({}, "note: ", raw_ostream::CYAN,
            std::to_string(notes.size() - mostNotes) + " more");
}

void Renderer::summary(size_t hidden) {
  if (hidden)
    os << hidden << (hidden == 1 ? " more error" : " more errors") << '\n';
}

void Diagnostics::render(raw_ostream &os, unsigned limit) const {
  Renderer renderer(os, sources);
  size_t shown = 0, hidden = 0;
  for (const Diagnostic *diagnostic : sorted()) {
    bool isError = diagnostic->severity == Severity::Error;
    if (isError && shown == limit) {
      ++hidden;
      continue;
    }
    shown += isError;
    renderer.render(*diagnostic);
  }
  renderer.summary(hidden);
}
