// Thrown where nothing more can be made of a workbook. It never leaves this folder:
// workbook_table.cpp makes a problem of it.
#pragma once

#include <exception>
#include <string>
#include <utility>

#include "imports/problem.hpp"

namespace roundtable::imports {

class Unreadable : public std::exception {
 public:
  explicit Unreadable(Problem problem) : problem_(std::move(problem)) {}
  const char* what() const noexcept override { return "a workbook cannot be read"; }
  const Problem& problem() const { return problem_; }

 private:
  Problem problem_;
};

/// `part`: a member of the zip.
inline Unreadable damaged(std::string part, Place place = {}) {
  return Unreadable({Code::workbook_damaged, std::move(place), {{"part", std::move(part)}}});
}

/// `what` as problem_sentences.cpp knows it: "cells".
inline Unreadable too_large(const char* what, std::size_t max) {
  return Unreadable({Code::workbook_too_large, {}, {{"what", what}, {"max", std::to_string(max)}}});
}

}  // namespace roundtable::imports
