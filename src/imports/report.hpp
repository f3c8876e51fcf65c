// What a file would change, or has changed: the preview of a check and the answer to an import.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "imports/flat_change.hpp"
#include "imports/problem.hpp"
#include "imports/questions.hpp"
#include "imports/text.hpp"

namespace roundtable::imports {

/// Owner sets that share an owner without being the same (A; A+B): they count as separate heads,
/// and a person decides (docs/domain.md 2.3). One unit stands for each set.
struct Overlap {
  std::vector<UnitPlace> units;
  std::vector<std::size_t> lines;  // indexes of RollFile::lines, of the same units
};

/// A row as it was understood: column, text.
using SampleRow = std::vector<std::pair<std::string, std::string>>;

struct Report {
  Problems problems;  // if any, nothing is imported
  Problems notices;
  Encoding encoding = Encoding::utf8;
  std::string sheet;  // of a workbook: the one that was read, in which all places are
  std::size_t rows = 0;
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t same = 0;
  std::size_t removed = 0;  // of a roll: units that the file no longer has
  std::vector<SampleRow> sample;
  // Of a roll alone:
  std::vector<UnitPlace> removed_units;  // they have no place in the file
  std::vector<FlatChange> changes;       // of a roll that is there, as roll_changes tells them
  std::vector<Overlap> overlaps;
  std::vector<Question> questions;  // who is one head; in the order of the file
  std::size_t buildings = 0;
  std::size_t heads = 0;
  std::int64_t area_centi = 0;
  std::map<std::string, std::size_t> area_sources;  // "survey" -> rows
};

}  // namespace roundtable::imports
