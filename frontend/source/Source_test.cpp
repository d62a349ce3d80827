#include "frontend/source/Source.h"

#include <gtest/gtest.h>

using namespace vo::fe;

TEST(Source, CountsLinesAndColumnsFromOne) {
  SourceManager sources;
  const SourceFile *file = sources.add("a.vo", "one\n\tzwei\n");
  Place place = file->place(file->begin());
  EXPECT_EQ(place.file, "a.vo");
  EXPECT_EQ(place.line, 1u);
  EXPECT_EQ(place.column, 1u);
  place = file->place(file->begin() + 5);
  EXPECT_EQ(place.line, 2u);
  EXPECT_EQ(place.column, 2u);
  place = file->place(file->end());
  EXPECT_EQ(place.line, 3u);
  EXPECT_EQ(place.column, 1u);
}

TEST(Source, FindsTheFileOfAPosition) {
  SourceManager sources;
  const SourceFile *empty = sources.add("empty.vo", "");
  const SourceFile *first = sources.add("first.vo", "abc");
  const SourceFile *second = sources.add("second.vo", "def");
  EXPECT_EQ(sources.fileOf(Pos{}), nullptr);
  EXPECT_EQ(sources.fileOf(empty->begin()), empty);
  EXPECT_EQ(sources.fileOf(first->begin()), first);
  EXPECT_EQ(sources.fileOf(first->end()), first);
  EXPECT_EQ(sources.fileOf(second->begin()), second);
  EXPECT_EQ(sources.fileOf(second->end()), second);
  EXPECT_EQ(sources.fileOf(second->end() + 1), nullptr);
  EXPECT_EQ(sources.place(second->begin() + 2).column, 3u);
}

TEST(Source, GivesLinesWithoutTheirEnds) {
  SourceManager sources;
  const SourceFile *file = sources.add("a.vo", "unix\ndos\r\n\nlast");
  EXPECT_EQ(file->lineText(1), "unix");
  EXPECT_EQ(file->lineText(2), "dos");
  EXPECT_EQ(file->lineText(3), "");
  EXPECT_EQ(file->lineText(4), "last");
  EXPECT_EQ(file->lineText(5), "");
  EXPECT_EQ(file->lineText(0), "");
}
