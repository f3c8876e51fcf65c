#include "imports/grids.hpp"

#include "fuzz/targets.hpp"
#include "imports/problem_sentences.hpp"

namespace roundtable::fuzz {

void import_grids(std::string_view bytes) {
  domain::GridTree tree;
  const auto first = imports::read_grids(bytes, tree);
  for (const auto& problem : first.report.problems) imports::sentence(problem);
  for (const auto& notice : first.report.notices) imports::sentence(notice);
  if (!first.report.problems.empty()) return;
  for (const auto& node : first.added) promise(!tree.add(node), "what is taken fits the tree");
  const auto second = imports::read_grids(bytes, tree);
  promise(second.report.problems.empty(), "the same file is taken again");
  promise(second.added.empty(), "the same file has nothing to add");
}

}  // namespace roundtable::fuzz
